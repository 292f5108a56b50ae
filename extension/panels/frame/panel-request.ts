/**
 * What a command asks a panel to show. Plain data, so that commands need not know any panel and a panel can be
 * opened again after a reload.
 */
export type PanelRequest = ComparePanelRequest | PromotionPanelRequest | PromptDiffPanelRequest | TimelinePanelRequest;

export interface ComparePanelRequest {
	readonly kind: 'compare';
	/** URI of the workspace folder, as text. */
	readonly folder: string;
	/** What is compared: run ids, `EXP/VARIANT`, `EXP` (all its variants) or prompt references. At least one. */
	readonly references: readonly string[];
	/** One of the references; undefined leaves the choice to the experiment. */
	readonly baseline: string | undefined;
}

export interface PromotionPanelRequest {
	readonly kind: 'promotion';
	/** URI of the workspace folder, as text. */
	readonly folder: string;
	readonly name: string;
	readonly version: string;
	/** A stage of the configuration. */
	readonly to: string;
}

export interface PromptDiffPanelRequest {
	readonly kind: 'prompt-diff';
	/** URI of the workspace folder, as text. */
	readonly folder: string;
	/** Prompt references, as `NAME@VERSION`. */
	readonly before: string;
	readonly after: string;
}

export interface TimelinePanelRequest {
	readonly kind: 'timeline';
	/** URI of the workspace folder, as text. */
	readonly folder: string;
	/** A name with a registry file. */
	readonly name: string;
}
