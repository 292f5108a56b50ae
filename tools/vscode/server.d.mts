export interface ServerOptions {
	/** 0, the default, takes a free one. */
	readonly port?: number;
	/** False opens workspaces in Restricted Mode. Default true. */
	readonly isTrusted?: boolean;
	/** Where installed extensions are; default a folder inside the server's data. */
	readonly extensionsFolder?: string;
	/** True lets an address name an extension under development and its tests; the window then behaves like one under test. Default false. */
	readonly takesPayload?: boolean;
	/** Beside the settings of a quiet window. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** Environment variables beside the present ones; the extension host sees them. */
	readonly env?: Readonly<Record<string, string>>;
}

export interface VscodeServer {
	readonly port: number;
	readonly dataFolder: string;
	readonly processId: number;
	/** Replaces the window's settings, also while it is open. */
	setSettings(settings: Readonly<Record<string, unknown>>): void;
	/** A file of this machine as the workbench names it. */
	remoteUri(path: string): string;
	/** Where a browser opens `folder`. `payload` is handed to the workbench, for example `['extensionDevelopmentPath', uri]`. */
	address(folder: string, payload?: readonly (readonly [string, string])[]): string;
	/** Ends the server and everything it started. */
	stop(): void;
}

export function startVscodeServer(options?: ServerOptions): Promise<VscodeServer>;

/** A new folder of installed extensions that holds one: the project as it is built now. */
export function extensionsFolderWithProject(): string;

/** Installs a packaged extension into `extensionsFolder` and gives what VS Code printed. */
export function installExtension(vsix: string, extensionsFolder: string): Promise<string>;
