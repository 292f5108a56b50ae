import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { signersStatement } from '../../core/formats/signing/signers-log.ts';
import { parseSignersLog } from '../../core/formats/signing/signers-log.ts';
import { statementText } from '../../core/formats/signing/statement.ts';
import { withSigner } from '../../core/formats/signing/allowed-signers.ts';
import { forgePromotion, requestIn, reviewByBruno, signedReview } from '../support/forge-promotion.ts';
import { SigningTeam } from '../support/signing-team.ts';
import type { Mark } from '../support/signing-team.ts';

/** What Ana, who wrote the prompt and asked for its promotion, can try with a shell of her own. */
interface Attack {
	readonly title: string;
	/** Leaves the repository as the attack does, everything committed. `request` is that of 1.1.0, which nobody approved. */
	readonly act: (team: SigningTeam, requests: { readonly approved: string; readonly request: string }) => void | Promise<void>;
	/** What `verify` says of it. */
	readonly named: RegExp;
}

const unsigned = /lists bruno <bruno@example\.com> as approver, but nobody signed the approval/;

const attacks: readonly Attack[] = [
	{
		title: 'a commit whose author comes from the environment',
		act: (team, { request }) => {
			forgePromotion(team, request, reviewByBruno(requestIn(team, request).request, team.now()));
			const author = { GIT_AUTHOR_NAME: 'bruno', GIT_AUTHOR_EMAIL: 'bruno@example.com' };
			const options = { cwd: team.repository.root, env: { ...process.env, ...author, GIT_CONFIG_GLOBAL: '/dev/null' } };
			execFileSync('git', ['commit', '--quiet', '--all', '--message', 'promote'], options);
		},
		named: unsigned,
	},
	{
		title: 'a commit with the name of somebody else in the settings of Git',
		act: (team, { request }) => {
			forgePromotion(team, request, reviewByBruno(requestIn(team, request).request, team.now()));
			team.repository.identify('bruno', 'bruno@example.com');
			team.repository.commitAll('promote');
		},
		named: unsigned,
	},
	{
		title: 'a commit with --author',
		act: (team, { request }) => {
			forgePromotion(team, request, reviewByBruno(requestIn(team, request).request, team.now()));
			team.repository.git('commit', '--quiet', '--all', '--author', 'bruno <bruno@example.com>', '--message', 'promote');
		},
		named: unsigned,
	},
	{
		title: 'a trailer that names a co-author',
		act: (team, { request }) => {
			forgePromotion(team, request, reviewByBruno(requestIn(team, request).request, team.now()));
			team.repository.commitAll('promote\n\nCo-authored-by: bruno <bruno@example.com>');
		},
		named: unsigned,
	},
	{
		title: 'a signature that was made for another version',
		act: (team, { approved, request }) => {
			const [genuine] = requestIn(team, approved).request.reviews;
			assert.ok(genuine?.signature);
			const review = reviewByBruno(requestIn(team, request).request, genuine.at);
			forgePromotion(team, request, { ...review, comment: genuine.comment ?? '', signature: genuine.signature });
			team.repository.commitAll('promote');
		},
		named: /the signature is broken: the signature is for something else than what the file says/,
	},
	{
		title: 'a signature that was made for another request of the same version',
		act: (team, { approved }) => {
			const { request } = requestIn(team, approved);
			team.edit(team.registry, text => text.replaceAll(request.id, 'r-ffffff'));
			team.repository.commitAll('rename the request');
		},
		named: /the signature is broken: the signature is for something else than what the file says/,
	},
	{
		title: 'a review whose words are changed afterwards',
		act: team => {
			team.edit(team.registry, text => text.replace('comment: Read every case', 'comment: Read no case'));
			team.repository.commitAll('amend');
		},
		named: /the signature is broken: the signature is for something else than what the file says/,
	},
	{
		title: 'a signer whom nobody but herself signed',
		act: async (team, { request }) => {
			const log = parseSignersLog(team.repository.read('registry/allowed_signers.json'));
			const before = log?.versions.at(-1);
			assert.ok(log && before);
			const at = team.now();
			const text = withSigner(before.text, { principal: 'bruno@example.com', publicKey: team.publicKey('ana').trim(), from: at });
			const version = { text, at, by: 'bruno <bruno@example.com>', reason: 'New laptop' };
			const signed = await team.ports.signer.sign(statementText(signersStatement(before, version)), team.signal);
			assert.ok(signed.ok);
			const versions = [...log.versions, { ...version, signature: signed.value }];
			team.repository.write('registry/allowed_signers.json', JSON.stringify({ ...log, versions }));
			team.repository.write('registry/allowed_signers', text);
			const { request: asked } = requestIn(team, request);
			forgePromotion(team, request, await signedReview(team, asked, reviewByBruno(asked, team.now())));
			team.repository.commitAll('promote');
		},
		named: /^Version 3 of allowed_signers .* does not count: no key of bruno@example\.com made it/,
	},
	{
		title: 'a signer who is written into the list by hand',
		act: team => {
			const signer = { principal: 'ana@example.com', publicKey: team.publicKey('ana').trim(), from: team.now() };
			team.edit('registry/allowed_signers', text => withSigner(text, signer));
			team.repository.commitAll('add myself');
		},
		named: /^registry\/allowed_signers was edited by hand, and nobody signed that/,
	},
	{
		title: 'a key after its end',
		act: async (team, { request }) => {
			team.be('clara');
			await team.signers({ action: 'remove', principal: 'bruno@example.com', isRevoked: false, reason: 'Left' });
			team.be('ana', 'bruno');
			const { request: asked } = requestIn(team, request);
			forgePromotion(team, request, await signedReview(team, asked, reviewByBruno(asked, team.now())));
			team.repository.commitAll('promote');
		},
		named: /the signature is broken: the key of bruno@example\.com was no longer valid when it was signed/,
	},
	{
		title: 'a key after its end, with an older date',
		act: async (team, { request }) => {
			const earlier = team.now();
			team.be('clara');
			await team.signers({ action: 'remove', principal: 'bruno@example.com', isRevoked: false, reason: 'Left' });
			team.be('ana', 'bruno');
			const { request: asked } = requestIn(team, request);
			forgePromotion(team, request, await signedReview(team, asked, reviewByBruno(asked, earlier)));
			team.repository.commitAll('promote');
		},
		named: /the signature is broken: the key of bruno@example\.com had ended before the commit that brought it/,
	},
	{
		title: 'a registry file that is renamed and rewritten',
		act: team => {
			team.repository.git('mv', team.registry, 'registry/welcome.yaml');
			team.edit('registry/welcome.yaml', text => text.replace('reason: Approved', 'reason: Everybody agreed'));
			team.repository.commitAll('move');
		},
		named: /transition 1 \(1\.0\.0 to Production\)/i,
	},
	{
		title: 'a name that is another one for one commit',
		act: team => {
			team.edit(team.registry, text => text.slice(0, text.indexOf('transitions:')).replace('name: greeter', 'name: other'));
			team.repository.commitAll('another name');
			team.edit(team.registry, text => text.replace('name: other', 'name: greeter'));
			team.repository.commitAll('the name again');
		},
		named: /transition 1 \(1\.0\.0 to Production\).* is missing or changed/,
	},
	{
		title: 'the last entries cut off',
		act: team => {
			team.edit(team.registry, text => text.slice(0, text.indexOf('transitions:')).replace('Production: 1.0.0', ''));
			team.repository.commitAll('cut');
		},
		named: /transition 1 \(1\.0\.0 to Production\) is missing or changed/,
	},
	{
		title: 'a release tag that is moved',
		act: team => {
			team.repository.git('tag', '--force', '--annotate', '--message', 'moved', 'greeter/v1.0.0', 'HEAD');
		},
		named: /the tag greeter\/v1\.0\.0 points to/,
	},
];

suite('attacks on approvals', function () {
	this.timeout(240_000);
	let team: SigningTeam;
	let requests: { readonly approved: string; readonly request: string };
	let start: Mark;

	suiteSetup(async () => {
		team = new SigningTeam();
		const { request: approved } = await team.honest();
		requests = { approved, request: await team.ask('1.1.0') };
		start = team.mark();
	});

	setup(() => team.backTo(start));

	suiteTeardown(() => team.dispose());

	test('without one everything holds', async () => {
		assert.deepEqual((await team.verify()).problems, []);
	});

	test('a file that is only moved holds', async () => {
		team.repository.git('mv', team.registry, 'registry/welcome.yaml');
		team.repository.commitAll('move');
		assert.deepEqual((await team.verify()).problems, []);
	});

	for (const { title, act, named } of attacks) {
		test(`${title} is named`, async () => {
			await act(team, requests);
			const { problems } = await team.verify();
			const messages = problems.map(({ message }) => message);
			assert.equal(
				messages.some(message => named.test(message)),
				true,
				messages.join('\n') || 'verify found nothing',
			);
		});
	}
});
