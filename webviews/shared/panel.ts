import type { TemplateResult } from 'lit-html';

/** The types of one panel: its conversation, all from its protocol.ts, and what its page is drawn from. */
export interface PanelTypes {
	/** What the panel is about. */
	readonly subject: object;
	/** The state that has something to show. */
	readonly shown: { readonly kind: string };
	/** What the reader set. */
	readonly view: { readonly scrollTop: number };
	/** What the panel says to the host. */
	readonly message: { readonly kind: string };
	/** What the page is drawn from. */
	readonly page: object;
}

/** What a host sends: work under way, why there is nothing, or something to show. */
export interface HostMessage<Types extends PanelTypes> {
	readonly kind: 'state';
	readonly subject: Types['subject'];
	readonly state: Loading | Failed | Types['shown'];
}

export interface Loading {
	readonly kind: 'loading';
	readonly title: string;
}

export interface Failed {
	readonly kind: 'failed';
	readonly title: string;
	/** With its three parts. */
	readonly message: string;
}

/** What a page may ask of the panel it stands in. */
export interface PanelContext<Types extends PanelTypes> {
	readonly subject: Types['subject'];
	/** As it is at the moment of reading, also in a handler that was bound before. */
	readonly view: Types['view'];
	/** Another number for each theme: what is drawn in colours that CSS cannot reach is drawn again with it. */
	readonly theme: number;
	/** Keeps what the reader set, and draws again. */
	readonly update: (change: Partial<Types['view']>) => void;
	readonly post: (message: Types['message']) => void;
}

/** A panel as a value. start-panel.ts does for it what every panel has to do. */
export interface Panel<Types extends PanelTypes> {
	/** Class of its page in the style sheet. */
	readonly name: string;
	/** Reads what was kept, part by part: an older or damaged state costs a choice, never the panel. */
	readonly restore: (saved: unknown) => Types['view'];
	/** What VS Code keeps while the panel is hidden, over a reload and a restart. */
	readonly keep: (subject: Types['subject'], view: Types['view']) => unknown;
	/** What the reader set, as far as it still means something beside what was received. Absent: all of it. */
	readonly adopt?: (view: Types['view'], shown: Types['shown']) => Types['view'];
	/** What the page is drawn from, once per state that was received. */
	readonly pageOf: (shown: Types['shown'], context: PanelContext<Types>) => Types['page'];
	/** The content of the page. */
	readonly draw: (page: Types['page']) => TemplateResult;
	/** False while the page is still growing, so that the reader's place is looked for once more. Absent: true. */
	readonly isSettled?: (shown: Types['shown']) => boolean;
}
