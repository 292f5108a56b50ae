import { provideVSCodeDesignSystem, vsCodeButton, vsCodeCheckbox, vsCodeDropdown, vsCodeOption } from '@vscode/webview-ui-toolkit';
import type { Checkbox, Dropdown } from '@vscode/webview-ui-toolkit';
import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { live } from 'lit-html/directives/live.js';

/** Registers the components used here, one by one: all of them would double the size of a panel. */
export function registerToolkit(): void {
	if (customElements.get('vscode-button') !== undefined) return;
	provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox(), vsCodeDropdown(), vsCodeOption());
}

/** `key` names the control over all drawings, so that it keeps the focus; see keep-focus.ts. */
interface ControlOptions {
	readonly key: string;
	readonly title?: string;
}

export function button(
	label: string,
	options: ControlOptions & { readonly isPrimary?: boolean; readonly isDisabled?: boolean },
	onPress: () => void,
): TemplateResult {
	return html`<vscode-button
		appearance=${options.isPrimary === true ? 'primary' : 'secondary'}
		title=${options.title ?? nothing}
		data-key=${options.key}
		?disabled=${options.isDisabled === true}
		@click=${onPress}
		>${label}</vscode-button
	>`;
}

export function checkbox(
	label: string,
	options: ControlOptions & { readonly isChecked: boolean; readonly isHidden?: boolean },
	onChange: (isChecked: boolean) => void,
): TemplateResult {
	return html`<vscode-checkbox
		title=${options.title ?? nothing}
		data-key=${options.key}
		?hidden=${options.isHidden === true}
		.checked=${options.isChecked}
		@change=${(event: Event & { readonly currentTarget: Checkbox }) => onChange(event.currentTarget.checked)}
		>${label}</vscode-checkbox
	>`;
}

export interface Choice {
	readonly value: string;
	readonly label: string;
}

/** A drop-down with its label as visible text in front of it. `onChange` runs only for another value. */
export function dropdown(
	label: string,
	options: ControlOptions & { readonly choices: readonly Choice[]; readonly value: string },
	onChange: (value: string) => void,
): TemplateResult {
	const take = (event: Event & { readonly currentTarget: Dropdown }): void => {
		const { value } = event.currentTarget;
		if (value !== options.value) onChange(value);
	};
	const { key, value, choices } = options;
	// The toolkit takes its selection from the options once, so another selection or other options are another control.
	const content = [value, ...choices.map(choice => choice.value)].join('\n');
	return html`<div class="field">
		<span class="field-label" aria-hidden="true">${label}</span>
		${keyed(
			content,
			html`<vscode-dropdown aria-label=${label} data-key=${key} .value=${live(value)} @change=${take}>
				${choices.map(
					choice =>
						html`<vscode-option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</vscode-option>`,
				)}
			</vscode-dropdown>`,
		)}
	</div>`;
}
