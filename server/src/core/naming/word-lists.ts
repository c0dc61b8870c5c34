// Word lists of English and Python that naming needs; general knowledge only, nothing from any one project.

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''))

/** Verbs that a function's name starts with and its result is not named after: `get_flavor` gives a `flavor`. */
export const verbs = list(`
  get fetch find load read create make build new generate gen parse compute calculate calc prepare setup set init initialize add
  insert update delete remove list show open start stop run do post put patch wait extract convert retrieve lookup search query
  select pick choose collect gather produce provide construct instantiate allocate acquire obtain receive recv request send submit
  spawn launch boot register unregister mock stub fake render format encode decode serialize deserialize dump dumps loads load resolve
  ensure save store write copy clone duplicate merge split join sort filter map reduce apply call invoke execute exec process handle
  assert check verify validate test expect setup teardown import download upload connect attach detach lock unlock enable disable
  reset restore refresh reload return give yield pop push pull peek enter exit begin end finish close drop iter walk scan count
  ask configure mount normalize simulate populate draw sample random evaluate assemble compose derive define declare detect determine
  discover export infer inspect install issue iterate modify move open order override place plan populate publish record replace reserve
  revert resize rotate schedule seed setdefault skip stage strip subscribe swap sync track transform translate trigger turn unpack use
`)

/** Words behind which a function's name says how, not what: `get_uuid_by_host` gives a `uuid`. */
export const prepositions = list('by for from with without in into to of on at as via using per against through within when while until unless if or and than')

/** Words that fill a place in a variable's name without saying anything. */
export const fillers = list('the a an some this that all any my our your')

/** Names that say nothing of what a value is; never suggested. */
export const genericNames = list(`
  data datum result results res item items value values val vals var vars content contents info output outputs input param params parameter
  parameters object objects obj objs element elements elem elems thing things stuff tmp temp ret rv retval return_value entry arr lst dct dic
  foo bar baz qux quux spam ham eggs xyz xxx yyy zzz abc test tests testing self cls it other others one two none true false
  list dict set tuple str string int integer float number bool boolean bytes type types name1 arg args kwarg kwargs func function callable
  method attr attribute cls class instance new old first second last next all any some default get create make x y z a b c
  helper util utils misc common main call calls impl base_object the_object mock mocked mocks
`)

/** Names that are vague wherever they stand (N-G1 of the measurements). */
export const vagueNames = list('tmp temp obj objs val vals var vars ret rv retval res rslt dat arr lst dct dic elem elt')

/** Names that are vague only where their value is used far from where it was made (N-G2). */
export const longVagueNames = list('data result results item items value values content contents info output param params object objects element things')

/** Metasyntactic names (N-P). */
export const placeholderNames = list('foo bar baz qux quux spam ham eggs xyz foobar foo_bar blah bla')

/** Rare abbreviations (N-A) and what they stand for; those that are Python's culture (req, resp, conn, ctx, cfg, msg, err, args, cls, fd …) are not here. */
export const abbreviations: ReadonlyMap<string, string> = new Map(Object.entries({
  svc: 'service', srv: 'server', rsp: 'response', rqst: 'request', rq: 'request', usr: 'user', acct: 'account', addr: 'address', cnt: 'count',
  cntr: 'counter', cmp: 'comparison', ctnr: 'container', ctr: 'container', cust: 'customer', dept: 'department', desc: 'description',
  dlg: 'dialog', doc: 'document', drv: 'driver', evt: 'event', fld: 'field', flv: 'flavor', fmt: 'format', grp: 'group', hdr: 'header', hdrs: 'headers',
  hst: 'host', img: 'image', inst: 'instance', itm: 'item', jb: 'job', ky: 'key', lbl: 'label', mgr: 'manager', mdl: 'model', mod: 'module',
  nbr: 'number', ntwk: 'network', nw: 'network', ord: 'order', pkg: 'package', pkt: 'packet', prd: 'product', prj: 'project', proj: 'project',
  pwd: 'password', qry: 'query', rcv: 'receiver', rec: 'record', recs: 'records', resrc: 'resource', rsrc: 'resource', rt: 'route', sched: 'scheduler',
  sess: 'session', sn: 'snapshot', snap: 'snapshot', sub: 'subscription', subj: 'subject', svr: 'server', tbl: 'table', tkn: 'token', tok: 'token', trx: 'transaction', txn: 'transaction',
  usrs: 'users', vol: 'volume', vols: 'volumes', wdw: 'window', wgt: 'widget', wrk: 'worker', xn: 'transaction', dst: 'destination', clt: 'client', cli: 'client',
}))

/** Abbreviations of that list that are judged too common in Python to flag; they may still be spelled out on request. */
export const acceptedAbbreviations = list('addr desc doc docs fmt img inst mod pkg cmp cnt cli dst tok ctr rec proj sub cfg conn ctx msg err req resp env app db fd fn fp ip lhs rhs pid pos ptr uri url uid')

export const keywords = list(`
  False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda
  nonlocal not or pass raise return try while with yield
`)

/** Builtins that a variable's name would hide. */
export const builtins = list(`
  abs all any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod
  enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len
  license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice
  sorted staticmethod str sum super tuple type vars zip self cls
`)

/** Irregular plurals, singular first. */
export const irregularPlurals: readonly (readonly [string, string])[] = [
  ['child', 'children'], ['person', 'people'], ['man', 'men'], ['woman', 'women'], ['foot', 'feet'], ['tooth', 'teeth'], ['mouse', 'mice'],
  ['goose', 'geese'], ['ox', 'oxen'], ['index', 'indices'], ['index', 'indexes'], ['matrix', 'matrices'], ['vertex', 'vertices'], ['axis', 'axes'], ['analysis', 'analyses'],
  ['basis', 'bases'], ['crisis', 'crises'], ['hypothesis', 'hypotheses'], ['thesis', 'theses'], ['criterion', 'criteria'], ['phenomenon', 'phenomena'],
  ['leaf', 'leaves'], ['half', 'halves'], ['life', 'lives'], ['knife', 'knives'], ['shelf', 'shelves'], ['wolf', 'wolves'], ['self', 'selves'],
  ['status', 'statuses'], ['alias', 'aliases'], ['bus', 'buses'], ['virus', 'viruses'], ['bonus', 'bonuses'], ['corpus', 'corpora'], ['canvas', 'canvases'],
  ['cookie', 'cookies'], ['movie', 'movies'], ['pie', 'pies'], ['tie', 'ties'], ['zombie', 'zombies'], ['calorie', 'calories'], ['cache', 'caches'], ['niche', 'niches'],
  ['shoe', 'shoes'], ['toe', 'toes'], ['quiz', 'quizzes'], ['radius', 'radii'], ['stimulus', 'stimuli'], ['nucleus', 'nuclei'], ['medium', 'media'],
  ['base', 'bases'], ['database', 'databases'], ['release', 'releases'], ['case', 'cases'], ['size', 'sizes'], ['gas', 'gases'], ['lens', 'lenses'],
]

/** Words that look plural and are not, or have no other form. */
export const uninflected = list(`
  series species news sheep equipment information software hardware metadata info access address alias always analysis axis basis bus
  canvas class corpus css dns sys aws gcs ses sms tls ssl https chaos has was its this gas yes is as us js ls ps ms ns os pos cos dos lens process progress
  previous status success res des ans pass miss loss less cross across plus minus focus census campus nexus radius stress press express
  kubernetes redis postgres jenkins nous pandas numpy keras canvas atlas bias gps dos cors rss ies ics bytes abs obs vs
  metrics mathematics physics kwargs args sudoers thus various does goes canonicals diagnosis synopsis emphasis ellipsis
`)

/** Abbreviations that are fine in code and that a reader who asks may still want spelled out. */
export const spelledOut: ReadonlyMap<string, string> = new Map(Object.entries({
  req: 'request', resp: 'response', dest: 'destination', dst: 'destination', src: 'source', ctx: 'context', cfg: 'config', conf: 'config', msg: 'message',
  conn: 'connection', cnt: 'count', addr: 'address', desc: 'description', img: 'image', pkg: 'package', inst: 'instance', vol: 'volume',
  mgr: 'manager', svc: 'service', proj: 'project', cmd: 'command', elem: 'element', attr: 'attribute', prev: 'previous',
}))
