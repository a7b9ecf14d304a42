import type { Passage } from '@driftdesk/contracts';

/** A pure function that meets a stranger's text, and how long a text it can meet. */
export interface TextFunction {
  /** Project and module, without `dist`. */
  readonly module: string;
  readonly name: string;
  /** In UTF-16 code units. */
  readonly limit: number;
  /** It compares every sentence with every other: it tries a third of the texts, and may take four times as long for two. */
  readonly compares?: true;
  /** Makes one call of it out of the exports of its module; by default the export `name` of the text alone. */
  readonly call?: (exports: Exports) => Call | Promise<Call>;
}

export type Call = (text: string) => unknown;
// Modules are loaded by their path, past what their projects export: a project's own functions are met by texts too.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Exports = any;

const ticket = 20_301;
/** As it is sent, before it is read. */
const mail = 1_000_000;
const document = 200_000;
const passage = 1_000;
const answer = 20_000;
const header = 16_000;
/** A body of a request is parsed before its strings are too long: what a megabyte takes is ten times this. */
const unchecked = 100_000;

const schemas = ['label', 'slug', 'uuid', 'timestamp', 'sha256Digest', 'languageSchema', 'userNameSchema'];

/** Every one of them. A new function that reads what somebody else wrote gets its line here. */
export const textFunctions: readonly TextFunction[] = [
  { module: 'libs/contracts/markdown-heading', name: 'readHeading', limit: document },
  { module: 'libs/contracts/markdown-table', name: 'listTables', limit: document },
  { module: 'libs/contracts/markdown-table', name: 'readTableRow', limit: document },
  { module: 'libs/contracts/http/knowledge', name: 'isHtml', limit: document },
  { module: 'libs/contracts/http/knowledge', name: 'newDocumentBody', limit: unchecked, call: parseDocument },
  ...schemas.map((name) => ({ module: 'libs/contracts/index', name, limit: unchecked, call: parsed(name) })),
  {
    module: 'libs/contracts/text',
    name: 'cutText',
    limit: unchecked,
    call: (all) => (text) => all.cutText(text, ticket),
  },
  {
    module: 'libs/platform/http/cursor',
    name: 'decodeSerialCursor',
    limit: header,
    call: refused('decodeSerialCursor'),
  },
  { module: 'libs/platform/http/cursor', name: 'decodeNameCursor', limit: header, call: refused('decodeNameCursor') },
  { module: 'libs/platform/http/host-name', name: 'hostName', limit: header },
  { module: 'libs/platform/http/check-json', name: 'checkJson', limit: unchecked, call: refused('checkJson') },
  { module: 'libs/governance/access/skeleton', name: 'skeletonOf', limit: 100 },
  { module: 'libs/language/known-words', name: 'languageOfWords', limit: 2_000 },
  { module: 'libs/language/split-problems', name: 'splitProblems', limit: ticket },
  { module: 'libs/mail/read-mail', name: 'readMail', limit: mail, call: mailOf('text/plain') },
  { module: 'libs/mail/read-mail', name: 'readMail', limit: mail, call: mailOf('text/html') },
  { module: 'libs/mail/read-mail', name: 'readMail', limit: 2_000, call: mailSubject },
  {
    module: 'libs/front-matter/front-matter',
    name: 'readFrontMatter',
    limit: document,
    call: refused('readFrontMatter'),
  },
  { module: 'libs/front-matter/front-matter', name: 'readFrontMatter', limit: 20_000, call: frontMatter },
  { module: 'libs/inference/alerts/find-alert', name: 'createAlertFinder', limit: ticket, call: findAlert },
  { module: 'libs/platform/http/unrouted', name: 'unroutedProblem', limit: header, call: unrouted },
  { module: 'libs/governance/access/access-controls', name: 'bearerAccess', limit: header, call: bearer },
  { module: 'libs/governance/access/access-controls', name: 'openAccess', limit: header, call: host },
  { module: 'libs/egress/allowed-address', name: 'bareHost', limit: header },
  { module: 'libs/language/detect-language', name: 'detectLanguage', limit: document },
  { module: 'libs/registry/fold-label', name: 'foldLabel', limit: ticket },
  { module: 'libs/database/engine/forget-values', name: 'forgetValues', limit: document, call: forget },

  { module: 'libs/ml/words', name: 'wordsOf', limit: ticket },
  {
    module: 'libs/ml/features',
    name: 'createFeaturizer',
    limit: ticket,
    call: (all) => all.createFeaturizer(features),
  },
  { module: 'libs/ml/index', name: 'originalSpans', limit: ticket, call: explainedWords },
  { module: 'libs/ml/canonical-json', name: 'canonicalJson', limit: ticket },

  { module: 'libs/llm/citations', name: 'citedNumbers', limit: answer },
  { module: 'libs/llm/citations', name: 'withoutMarks', limit: answer },
  { module: 'libs/llm/citations', name: 'marksBeforeStops', limit: answer },
  { module: 'libs/llm/citations', name: 'singleMarks', limit: answer },
  {
    module: 'libs/llm/language',
    name: 'otherLanguage',
    limit: answer,
    call: (all) => (text) => all.otherLanguage(text, 'en'),
  },
  { module: 'libs/llm/grounding/claims', name: 'readClaims', limit: 10_000 },
  { module: 'libs/llm/text/markdown', name: 'readBlocks', limit: ticket },
  { module: 'libs/llm/text/markdown', name: 'stripMarks', limit: ticket },
  { module: 'libs/llm/text/code-spans', name: 'cutAtCode', limit: ticket },
  { module: 'libs/llm/text/links', name: 'stripLinks', limit: ticket },
  { module: 'libs/llm/text/emphasis', name: 'stripEmphasis', limit: ticket },
  { module: 'libs/llm/text/sentences', name: 'splitSentences', limit: ticket },
  { module: 'libs/llm/text/words', name: 'contentStems', limit: ticket },
  { module: 'libs/llm/text/words', name: 'isNegated', limit: ticket },
  { module: 'libs/llm/extractive/section', name: 'sectionKind', limit: ticket },
  { module: 'libs/llm/passage-index', name: 'quotationKey', limit: ticket },
  { module: 'libs/llm/passage-index', name: 'createPassageIndex', limit: passage, call: readPassage },
  { module: 'libs/llm/extractive/extractive', name: 'extractive', limit: passage, compares: true, call: quotePassage },
  { module: 'libs/llm/grounding', name: 'findUnsupported', limit: passage, compares: true, call: verify },
  { module: 'libs/llm/answerability/answerability', name: 'rankDocuments', limit: ticket, call: rank },
  { module: 'libs/llm/chat/prompt', name: 'buildPrompt', limit: ticket, call: prompt },
  { module: 'libs/llm/chat/watch-text', name: 'watchText', limit: answer, call: watched },

  { module: 'apps/gateway/tickets/text-group', name: 'textGroup', limit: ticket },
  {
    module: 'apps/gateway/tickets/text-group',
    name: 'textDigest',
    limit: ticket,
    call: (all) => (body) => all.textDigest({ body }),
  },
  { module: 'apps/classifier/card/markdown-table', name: 'escapeMarkdown', limit: ticket },
  { module: 'apps/rag/documents/split-document', name: 'splitDocument', limit: document },
  { module: 'apps/rag/search/word-counts', name: 'readWordCounts', limit: 4_000 },
  { module: 'apps/trainer/split/group-rows', name: 'groupRows', limit: ticket, call: group },
  {
    module: 'apps/drift-monitor/report/markup',
    name: 'markup',
    limit: ticket,
    call: (all) => (text) => all.markup`<p>${text}</p>`.html,
  },
  { module: 'apps/importer/knowledge/readers/markdown', name: 'readMarkdown', limit: document, call: markdownFile },
];

const features = { words: { min: 1, max: 2 }, characters: { min: 3, max: 5 }, buckets: 131_072 };

function parsed(name: string) {
  return (all: Exports) => (text: string) => all[name].safeParse(text);
}

function parseDocument({ newDocumentBody }: Exports): Call {
  return (text) =>
    newDocumentBody.safeParse({ title: text, body: text, url: `https://${text}`, tags: [text], externalId: text });
}

/** Of a function that throws what a caller is told. */
function refused(name: string) {
  return (all: Exports) => (text: string) => {
    try {
      return all[name](text);
    } catch (error) {
      return error;
    }
  };
}

function unrouted({ unroutedProblem }: Exports): Call {
  return (text) => unroutedProblem({ method: 'PATCH', url: `/v1/tickets/${text}` }, { header: () => undefined });
}

function bearer({ bearerAccess }: Exports): Call {
  const access = bearerAccess({}, []);
  return (text) => access.authenticate({ headers: { authorization: `Bearer ${text}` } }).catch((error: Error) => error);
}

function mailOf(contentType: string) {
  return ({ readMail }: Exports): Call => {
    return (body) => readMail({ channel: 'email', contentType, body });
  };
}

/** Subjects are decoded, headers looked at. */
function mailSubject({ readMail }: Exports): Call {
  const names = ['auto-submitted', 'precedence', 'content-type', 'return-path'];
  return (text) => {
    const headers = Object.fromEntries(names.map((name) => [name, text]));
    return [
      readMail({ channel: 'email', subject: `=?UTF-8?Q?${text}?= ${text}`, body: text }),
      readMail({ channel: 'email', subject: text, body: text, headers }),
    ];
  };
}

function frontMatter({ readFrontMatter }: Exports): Call {
  const read = refused('read')({ read: readFrontMatter });
  return (text) => read(`---\n${text}\n---\nbody`);
}

async function findAlert({ createAlertFinder }: Exports): Promise<Call> {
  const { spec } = await load('models/ticket-triage/spec');
  const find = createAlertFinder(spec.alerts);
  return (text) => find(text, 'en');
}

function host({ openAccess }: Exports): Call {
  return (text) => {
    try {
      return openAccess().authenticate({ headers: { host: text, origin: text }, host: text, method: 'POST' });
    } catch (error) {
      return error;
    }
  };
}

function forget({ forgetValues }: Exports): Call {
  return (text) => forgetValues(Object.assign(new Error(text), { code: '22P02', detail: `Key (${text}` }));
}

function explainedWords({ createTracer, originalSpans }: Exports): Call {
  const trace = createTracer(features);
  return (text) => originalSpans(text, trace(text).words);
}

const loadRequests = () => load('libs/llm/twins/requests');

/** Takes no time of its own, as the embedder's threads take none of the event loop. */
const embedded = new Float32Array(384).fill(1 / Math.sqrt(384));
const embed = (texts: readonly string[]) => Promise.resolve(texts.map(() => embedded));

async function newIndex() {
  const { createPassageIndex } = await load('libs/llm/passage-index');
  return createPassageIndex(embed);
}

async function readPassage(): Promise<Call> {
  const index = await newIndex();
  return (text) => index.read(text);
}

/** Five of a search, and eight more of each of the two best documents. */
const passagesFound = 21;

function passagesOf(text: string): Passage[] {
  return Array.from({ length: passagesFound }, (_, n) => ({
    ...{
      documentId: `${n % 2}`,
      passageId: `${n % 2}/${n}`,
      title: text.slice(0, 300),
      language: 'en',
      text: `${text.slice(0, passage - 3)} ${n}`,
    },
    ...{ section: n % 2 === 0 ? 'Steps' : text.slice(0, 300), similarity: 0.9, score: 0.9 },
  }));
}

async function quotePassage({ extractive }: Exports): Promise<Call> {
  const requests = await loadRequests();
  const index = await newIndex();
  return (text) => {
    const passages = passagesOf(text).map((found, i) => ({ n: i + 1, passage: found }));
    return extractive(index).draft(
      { ...requests.request({ ticket: { body: text } }), passages },
      requests.draftContext(),
    );
  };
}

/** The answer quotes a passage and adds to it, so that its claims are compared with all of it. */
async function verify({ findUnsupported }: Exports): Promise<Call> {
  const { readSources } = await load('libs/llm/verify');
  const index = await newIndex();
  return async (text) => {
    const passages = passagesOf(text).map((found, i) => ({ n: i + 1, passage: found }));
    const sources = await readSources(passages, index);
    return findUnsupported(`${text} [1] ${text}, because [2].`, sources);
  };
}

async function rank({ rankDocuments }: Exports): Promise<Call> {
  const requests = await loadRequests();
  const index = await newIndex();
  return (text) =>
    rankDocuments({ ...requests.request({ ticket: { body: text } }), passages: passagesOf(text) }, index.stems);
}

async function prompt({ buildPrompt }: Exports): Promise<Call> {
  const requests = await loadRequests();
  return (text) => {
    const passages = passagesOf(text).map((found, i) => ({ n: i + 1, passage: found }));
    return buildPrompt({ ...requests.request({ ticket: { body: text } }), passages }, 'f00d'.repeat(6), 'English');
  };
}

/** An answer comes in pieces, and is looked at after each. */
function watched({ watchText }: Exports): Call {
  return (text) => {
    const watch = watchText(() => undefined, 'sk-secret', 'The LLM');
    for (let end = 0; end < text.length; end += 200) watch(text.slice(0, end));
  };
}

function group({ groupRows }: Exports): Call {
  return (text) =>
    groupRows([1, 2].map((n) => ({ text: `${text}${n}`, embedding: embedded, example: { group: `${n}` } })));
}

function markdownFile({ readMarkdown }: Exports): Call {
  const read = refused('read')({ read: readMarkdown });
  return (text) => read(Buffer.from(text) as unknown as string);
}

/** The exports of a module under `dist`. */
async function load(module: string): Promise<Exports> {
  const [kind, project, ...path] = module.split('/');
  return import(new URL(`../../../${kind}/${project}/dist/${path.join('/')}.js`, import.meta.url).href);
}

/** The function, ready to be called with a text. */
export async function callOf({ module, name, call }: TextFunction): Promise<Call> {
  const exports = await load(module);
  return call === undefined ? (exports[name] as Call) : call(exports);
}
