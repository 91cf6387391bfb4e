/** The part of XPath that skip logic is made of (ODK XForms specification, Expressions). */
export type Expression =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'number'; readonly number: number }
	| { readonly kind: 'reference'; readonly name: string }
	| { readonly kind: 'call'; readonly name: string; readonly given: readonly Expression[] }
	| { readonly kind: 'compare'; readonly sign: Comparison; readonly left: Expression; readonly right: Expression }
	| { readonly kind: 'all' | 'any'; readonly parts: readonly Expression[] };
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

const longest = 5000;
const deepest = 40;
const token =
	/\s*(?:\$\{\s*([^}\s]+)\s*\}|'([^']*)'|"([^"]*)"|(\d+(?:\.\d+)?)|(!=|<=|>=|[=<>(),-])|([A-Za-z_][\w:.-]*))/y;

type Token = { readonly kind: 'reference' | 'text' | 'number' | 'sign' | 'word'; readonly text: string };

/** Null for whatever is no expression of this kind; never throws, never runs long. */
export function parseExpression(source: string): Expression | null {
	const tokens = source.length > longest ? null : tokensOf(straight(source));
	if (tokens === null) return null;
	const parser = new Parser(tokens);
	const read = parser.any(0);
	return parser.isAtEnd ? read : null;
}

/** Word processors bend quotes; people mean straight ones. */
function straight(source: string): string {
	return source.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replaceAll('\u00a0', ' ').trim();
}

function tokensOf(source: string): Token[] | null {
	const tokens: Token[] = [];
	token.lastIndex = 0;
	while (token.lastIndex < source.length) {
		const match = token.exec(source);
		if (match === null) return null;
		const [, reference, single, double, number, sign, word] = match;
		const text = single ?? double;
		if (reference !== undefined) tokens.push({ kind: 'reference', text: reference });
		else if (text !== undefined) tokens.push({ kind: 'text', text });
		else if (number !== undefined) tokens.push({ kind: 'number', text: number });
		else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
		else tokens.push({ kind: 'word', text: word ?? '' });
	}
	return tokens;
}

const comparisons: readonly string[] = ['=', '!=', '<', '<=', '>', '>='];

/** By descent, one method a rank: or, and, comparison, value. */
class Parser {
	readonly #tokens: readonly Token[];
	#at = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	get isAtEnd(): boolean {
		return this.#at >= this.#tokens.length;
	}

	any(depth: number): Expression | null {
		return this.#joined('any', 'or', () => this.#joined('all', 'and', () => this.#comparison(depth)));
	}

	#joined(kind: 'all' | 'any', word: string, read: () => Expression | null): Expression | null {
		const first = read();
		if (first === null) return null;
		const parts = [first];
		while (this.#takes('word', word)) {
			const next = read();
			if (next === null) return null;
			parts.push(next);
		}
		return parts.length === 1 ? first : { kind, parts };
	}

	#comparison(depth: number): Expression | null {
		const left = this.#value(depth);
		const sign = this.#tokens[this.#at];
		if (left === null || sign?.kind !== 'sign' || !isComparison(sign.text)) return left;
		this.#at += 1;
		const right = this.#value(depth);
		return right === null ? null : { kind: 'compare', sign: sign.text, left, right };
	}

	#value(depth: number): Expression | null {
		const next = this.#tokens[this.#at];
		if (next === undefined || depth > deepest) return null;
		this.#at += 1;
		switch (next.kind) {
			case 'text':
				return { kind: 'text', text: next.text };
			case 'number':
				return { kind: 'number', number: Number(next.text) };
			case 'reference':
				return { kind: 'reference', name: next.text };
			case 'word':
				return this.#call(next.text.toLowerCase(), depth);
			case 'sign':
				return next.text === '(' ? this.#inBrackets(depth) : next.text === '-' ? this.#negative() : null;
		}
	}

	#inBrackets(depth: number): Expression | null {
		const read = this.any(depth + 1);
		return this.#takes('sign', ')') ? read : null;
	}

	#negative(): Expression | null {
		const next = this.#tokens[this.#at];
		if (next?.kind !== 'number') return null;
		this.#at += 1;
		return { kind: 'number', number: -Number(next.text) };
	}

	#call(name: string, depth: number): Expression | null {
		if (!this.#takes('sign', '(')) return null;
		const given: Expression[] = [];
		if (this.#takes('sign', ')')) return { kind: 'call', name, given };
		do {
			const one = this.any(depth + 1);
			if (one === null) return null;
			given.push(one);
		} while (this.#takes('sign', ','));
		return this.#takes('sign', ')') ? { kind: 'call', name, given } : null;
	}

	#takes(kind: Token['kind'], text: string): boolean {
		const next = this.#tokens[this.#at];
		if (next?.kind !== kind || next.text.toLowerCase() !== text) return false;
		this.#at += 1;
		return true;
	}
}

function isComparison(text: string): text is Comparison {
	return comparisons.includes(text);
}
