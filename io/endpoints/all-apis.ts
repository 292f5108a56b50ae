import type { Api } from './api.ts';
import { anthropicMessages } from './apis/anthropic-messages.ts';
import { gemini } from './apis/gemini.ts';
import { openaiChat } from './apis/openai-chat.ts';
import { openaiResponses } from './apis/openai-responses.ts';

/** Every API that is spoken. A new one is one file, one line here, and its name in endpoint-for-model.ts. */
export const allApis: readonly Api[] = [anthropicMessages, gemini, openaiChat, openaiResponses];
