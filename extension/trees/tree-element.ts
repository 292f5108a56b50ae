import { TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { MarkdownString, ThemeIcon, Uri } from 'vscode';
import type { CommandTarget, HasTarget } from '../ask/command-target.ts';

/** One row of a tree view, with the way to its children. Children are made when the row is opened. */
export interface TreeElement extends HasTarget {
	readonly item: TreeItem;
	readonly children: (() => Promise<readonly TreeElement[]>) | undefined;
}

/** What a view says of one row. */
export interface TreeElementFacts {
	/** Unique in its tree and the same after a redraw, so that open rows stay open. */
	readonly id: string;
	readonly label: string;
	readonly description?: string;
	readonly icon: ThemeIcon;
	/** `viewItem` of the `when` clauses in the manifest. */
	readonly context?: string;
	readonly tooltip?: MarkdownString;
	/** The file that opens with a click. */
	readonly opens?: Uri | undefined;
	/** The command that a click runs with the target, instead of opening a file. */
	readonly runs?: string;
	readonly target: CommandTarget;
	readonly children?: () => Promise<readonly TreeElement[]>;
	readonly isExpanded?: boolean;
}

/** Makes a row from what a view says of it. */
export function treeElement(facts: TreeElementFacts): TreeElement {
	const item = new TreeItem(facts.label, collapsibleState(facts));
	item.id = facts.id;
	item.iconPath = facts.icon;
	if (facts.description !== undefined) item.description = facts.description;
	if (facts.context !== undefined) item.contextValue = facts.context;
	if (facts.tooltip !== undefined) item.tooltip = facts.tooltip;
	if (facts.opens !== undefined) item.command = { command: 'vscode.open', title: '', arguments: [facts.opens] };
	if (facts.runs !== undefined) item.command = { command: facts.runs, title: '', arguments: [facts.target] };
	return { item, target: facts.target, children: facts.children };
}

function collapsibleState({ children, isExpanded = false }: TreeElementFacts): TreeItemCollapsibleState {
	if (children === undefined) return TreeItemCollapsibleState.None;
	return isExpanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
