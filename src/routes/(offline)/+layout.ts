/** These pages live on the tablet: they are drawn there from its own store, with or without a network. */
export const ssr = false;
export const prerender = false;
