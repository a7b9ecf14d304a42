import { apiKey } from '../chat/ask-over-http.fixture.js';
import { describeChatProvider } from '../chat/chat-provider.suite.js';
import { mistral } from './mistral.js';

describeChatProvider({
  name: 'mistral',
  title: 'Mistral',
  connect: (serverURL, budget) => mistral({ apiKey, model: 'small', serverURL }, budget),
});
