import assert from 'node:assert/strict';
import { configSchema } from '../../formats/config/config.ts';
import { approvalRules, checkApprovals, objectionTo } from './check-approvals.ts';
import type { ApprovalPeople } from './check-approvals.ts';
import type { Review } from '../../formats/registry/registry-file.ts';

const people: ApprovalPeople = {
	authors: ['Ada <ada@example.com>'],
	canonical: new Map([['Bo <bo@home.test>', 'Bo <bo@example.com>']]),
};
const rules = { required: 1, approvers: [] };

function review(by: string, verdict: Review['verdict'] = 'approve', content = 'h1'): Review {
	return { by, at: '2025-01-01T00:00:00Z', verdict, prompt_sha256: content };
}

suite('checkApprovals', () => {
	const cases: readonly (readonly [title: string, reviews: readonly Review[], valid: number, objections: readonly string[]])[] = [
		['nobody has said anything', [], 0, []],
		['one person approves', [review('Cy <cy@example.com>')], 1, []],
		['one person approves twice, once with another case', [review('Cy <cy@example.com>'), review('Cy <CY@Example.com>')], 1, []],
		['one person approves from two addresses that .mailmap joins', [review('Bo <bo@example.com>'), review('Bo <bo@home.test>')], 1, []],
		['two people approve', [review('Cy <cy@example.com>'), review('Di <di@example.com>')], 2, []],
		['the requester approves', [review('Eli <ELI@example.com>')], 0, ['by-requester']],
		['an author of the content approves', [review('Ada L. <ada@example.com>')], 0, ['by-author']],
		['the approval was for other content', [review('Cy <cy@example.com>', 'approve', 'h0')], 0, ['content-changed']],
		['who approved rejects later', [review('Cy <cy@example.com>'), review('Cy <cy@example.com>', 'reject')], 0, []],
		['who rejected approves later', [review('Cy <cy@example.com>', 'reject'), review('Cy <cy@example.com>')], 1, []],
		['an old approval is given anew', [review('Cy <cy@example.com>', 'approve', 'h0'), review('Cy <cy@example.com>')], 1, []],
	];
	for (const [title, reviews, valid, objections] of cases) {
		test(title, () => {
			const check = checkApprovals({ by: 'Eli <eli@example.com>', reviews: [...reviews] }, 'h1', rules, people);
			assert.deepEqual([check.valid.length, check.refused.map(({ objection }) => objection)], [valid, objections]);
			assert.equal(check.missing, Math.max(0, 1 - valid));
		});
	}

	const patterns: readonly (readonly [pattern: string, email: string, isAllowed: boolean])[] = [
		['*@example.com', 'cy@example.com', true],
		['*@Example.com', 'CY@example.com', true],
		['*@example.com', 'cy@example.com.evil.test', false],
		['*@example.com', 'cy@evil-example.com', false],
		['lead-*@*.example.com', 'lead-1@de.example.com', true],
		['lead-*@*.example.com', 'lead-1@example.com', false],
		['cy@example.com', 'cy@example.com', true],
		['cy@example.com', 'xcy@example.com', false],
		['a*a', 'a', false],
		[`${'*a'.repeat(50)}b`, 'a'.repeat(200), false],
	];
	for (const [pattern, email, isAllowed] of patterns) {
		test(`the pattern ${pattern.slice(0, 30)} ${isAllowed ? 'lets' : 'does not let'} ${email.slice(0, 30)} approve`, () => {
			const objection = objectionTo(`Cy <${email}>`, 'Eli <eli@example.com>', { required: 1, approvers: [pattern] }, people);
			assert.equal(objection, isAllowed ? undefined : 'not-an-approver');
		});
	}

	test('asks for nothing where the configuration says nothing, also for a stage called like a member of every object', () => {
		const subject = { name: 'answer', kind: 'prompt', tags: [] } as const;
		const config = configSchema.parse({ promotion: { Production: { approvals: 2, approvers: ['*@example.com'] } } });
		assert.deepEqual(approvalRules(config, 'Production', subject), { required: 2, approvers: ['*@example.com'] });
		for (const stage of ['Staging', 'constructor'])
			assert.deepEqual(approvalRules(config, stage, subject), { required: 0, approvers: [] });
	});
});
