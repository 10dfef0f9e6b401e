import { ApiError, badRequest } from './api-error.ts';
import type { Methods } from './methods.ts';
import { requiredText } from './params.ts';

const SHORTEST_SECRET = 8;
const LONGEST_SECRET = 256;

/** Methods about the bot itself: who it is, and its webhook. */
export const botMethods: Methods = {
  getMe({ me: { id, account_name, display_name } }) {
    return { id, account_name, account_type: 'BASIC', can_join_groups: true, display_name };
  },

  async setWebhook(world, params) {
    const url = requiredText(params, 'url');
    const secret = requiredText(params, 'secret_token');
    const wanted = world.plainHttpWebhooks ? /^https?:\/\// : /^https:\/\//;
    if (!wanted.test(url)) throw badRequest('url must be https');
    if (secret.length < SHORTEST_SECRET || secret.length > LONGEST_SECRET) {
      throw badRequest(`secret_token must have ${SHORTEST_SECRET} to ${LONGEST_SECRET} characters`);
    }
    const status = await world.delivery.probe(url);
    world.endPoll();
    Object.assign(world.webhook, { url, secret, updatedAt: world.time.now() });
    world.changes.happened();
    // Assumed: an address that does not answer is taken all the same.
    return { url, updated_at: world.webhook.updatedAt, verification: { status } };
  },

  // Assumed: taking away a webhook that is not there is no error.
  deleteWebhook(world) {
    Object.assign(world.webhook, { url: '', secret: '', updatedAt: world.time.now() });
    world.delivery.drop();
    return { url: '', updated_at: world.webhook.updatedAt };
  },

  getWebhookInfo({ webhook: { url, updatedAt } }) {
    if (url === '') throw new ApiError(404, 'Webhook not found');
    return { url, updated_at: updatedAt };
  },

  async testWebhook(world) {
    const { url } = world.webhook;
    if (url === '') throw new ApiError(404, 'Webhook not found');
    return { url, verification: { status: await world.delivery.probe(url) } };
  },
};
