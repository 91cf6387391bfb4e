import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { expectAccessible } from '#lib/ui/accessible.ts';
import OtherWays from './OtherWays.svelte';

async function ways(given: { hasPasskey?: boolean; signedIn?: boolean; answer?: Result<void, string> }) {
	const answer = given.answer ?? ok(undefined);
	const onsignedin = vi.fn(async () => answer);
	const onpasskey = vi.fn(async () => answer);
	const maySignedIn = async () => given.signedIn ?? false;
	const hasPasskey = given.hasPasskey ?? false;
	const passphrase = createRawSnippet((isSecond: () => boolean) => ({
		render: () => `<p>${isSecond() ? 'second' : 'first'}</p>`,
		setup(node) {
			$effect(() => {
				node.textContent = isSecond() ? 'second' : 'first';
			});
		}
	}));
	const screen = await render(OtherWays, { hasPasskey, maySignedIn, onsignedin, onpasskey, passphrase });
	return { screen, onsignedin, onpasskey };
}

test('V2: where there is no other way nothing is said of one', async () => {
	const { screen } = await ways({});
	expect(screen.container.textContent.trim()).toBe('first');
});

test('V2: signed in, one button opens it', async () => {
	const { screen, onsignedin } = await ways({ signedIn: true });
	await screen.getByRole('button', { name: 'Open – you are signed in' }).click();
	await expect.element(screen.getByText('second')).toBeVisible();
	expect(onsignedin).toHaveBeenCalledOnce();
	await expectAccessible(screen.container);
});

test('V2: the screen lock opens it, and where it does not the passphrase is named', async () => {
	const { screen, onpasskey } = await ways({ hasPasskey: true, answer: problem('passkey.cancelled') });
	await screen.getByRole('button', { name: /screen lock/ }).click();
	expect(onpasskey).toHaveBeenCalledOnce();
	await expect.element(screen.getByText(/or use your passphrase/)).toBeVisible();
});
