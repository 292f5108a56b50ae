import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive } from 'lit-html/directive.js';
import type { ChildPart, DirectiveResult } from 'lit-html/directive.js';
import { icon } from './icon.ts';

interface PopupOptions {
	/** Also names the sheet, so it is unique in the page. */
	readonly key: string;
	readonly title?: string;
}

type PopupContent = (close: () => void) => unknown;

/**
 * A button that shows and hides `content` below it. Escape and a click elsewhere close it; Escape gives the focus back
 * to the button. What is in `content` lives while it is open.
 */
export function popup(label: string, options: PopupOptions, content: PopupContent): DirectiveResult {
	return popupPart(label, options, content);
}

class PopupPart extends AsyncDirective {
	#isOpen = false;
	#input: readonly [label: string, options: PopupOptions, content: PopupContent] | undefined;
	#outside: AbortController | undefined;
	#part: ChildPart | undefined;

	override update(part: ChildPart, [label, options, content]: [string, PopupOptions, PopupContent]): TemplateResult {
		this.#part = part;
		return this.render(label, options, content);
	}

	override render(label: string, options: PopupOptions, content: PopupContent): TemplateResult {
		this.#input = [label, options, content];
		const id = `popup-${options.key}`;
		return html`<div class="popup" @keydown=${(event: KeyboardEvent) => this.#leave(event)}>
			<button
				type="button"
				class="popup-opener"
				aria-expanded=${this.#isOpen ? 'true' : 'false'}
				aria-controls=${id}
				title=${options.title ?? nothing}
				data-key=${options.key}
				@click=${() => this.#toggle()}
			>
				<span class="popup-label">${label}</span>${icon('chevron')}
			</button>
			<div id=${id} class="popup-sheet" ?hidden=${!this.#isOpen}>${this.#isOpen ? content(() => this.#close()) : nothing}</div>
		</div>`;
	}

	override disconnected(): void {
		this.#isOpen = false;
		this.#outside?.abort();
	}

	#toggle(): void {
		if (this.#isOpen) {
			this.#close();
			return;
		}
		this.#isOpen = true;
		this.#outside = new AbortController();
		const { signal } = this.#outside;
		const closeOutside = (event: Event): void => {
			if (!(event.target instanceof Node && this.#root()?.contains(event.target) === true)) this.#close();
		};
		document.addEventListener('pointerdown', closeOutside, { signal });
		document.addEventListener('focusin', closeOutside, { signal });
		this.#draw();
		this.#root()?.querySelector<HTMLElement>('.popup-sheet :is(input, button, vscode-checkbox)')?.focus();
	}

	#close(): void {
		this.#isOpen = false;
		this.#outside?.abort();
		this.#draw();
	}

	#leave(event: KeyboardEvent): void {
		if (event.key !== 'Escape' || !this.#isOpen) return;
		this.#close();
		this.#root()?.querySelector<HTMLElement>('.popup-opener')?.focus();
	}

	#draw(): void {
		if (this.#input !== undefined && this.isConnected) this.setValue(this.render(...this.#input));
	}

	#root(): Element | undefined {
		const root = this.#part?.startNode?.nextSibling;
		return root instanceof Element ? root : undefined;
	}
}

const popupPart = directive(PopupPart);
