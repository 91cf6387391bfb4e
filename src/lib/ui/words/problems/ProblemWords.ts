export type Facts = Readonly<Record<string, string | number>>;
export type ProblemWords = Readonly<Record<string, (facts: Facts) => string>>;
