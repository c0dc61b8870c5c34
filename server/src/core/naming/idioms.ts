// What Python programmers in general call the results of well-known callables, and things with well-known attributes.
// General knowledge of the standard library and of words in wide use; it only supports other evidence and never leads.

const table = (lines: string): ReadonlyMap<string, readonly string[]> =>
  new Map(lines.trim().split('\n').map((line) => {
    const [keys, names] = line.split(':') as [string, string]
    return [keys.trim().split(/\s+/), names.trim().split(/\s+/)] as const
  }).flatMap(([keys, names]) => keys.map((key) => [key, names] as const)))

/** `receiver.method` or a bare callable → names, the usual first. */
export const callIdioms = table(`
  client.get client.post client.put client.patch client.delete client.head client.options client.request client.open: response resp
  requests.get requests.post requests.put requests.delete requests.request session.get session.post session.request: response resp
  urllib.urlopen request.urlopen urlopen: response
  conn.getresponse connection.getresponse getresponse: response
  response.json resp.json request.json json.loads json.load: body payload
  response.read resp.read: body
  json.dumps: body payload
  subprocess.Popen Popen: process proc
  subprocess.run: completed_process process
  subprocess.check_output check_output: stdout
  process.communicate proc.communicate: stdout stderr
  open io.open path.open builtins.open: file stream
  file.read f.read fp.read fh.read fd.read path.read_text: text source
  path.read_bytes: payload
  file.readlines f.readlines fp.readlines text.splitlines: lines
  io.StringIO StringIO: stream buffer stdout
  io.BytesIO BytesIO: stream buffer
  tempfile.mkdtemp mkdtemp tempfile.TemporaryDirectory TemporaryDirectory: temp_dir tmp_dir
  tempfile.NamedTemporaryFile NamedTemporaryFile tempfile.TemporaryFile: temp_file
  tempfile.mkstemp: path
  os.path.join path.join: path filename
  pathlib.Path Path: path
  os.getcwd: cwd
  os.listdir glob.glob: filenames paths
  os.getpid os.fork: pid
  os.stat path.stat: stat_result
  os.environ.copy environ.copy: env
  socket.socket socket.create_connection: sock
  sock.accept server.accept socket.accept: conn
  sock.recv socket.recv conn.recv: received
  threading.Thread Thread: thread
  threading.Lock Lock asyncio.Lock: lock
  threading.Event Event asyncio.Event: event
  queue.Queue Queue asyncio.Queue: queue
  asyncio.create_task loop.create_task create_task asyncio.ensure_future ensure_future: task
  loop.create_future asyncio.Future executor.submit pool.submit: future
  asyncio.get_event_loop asyncio.new_event_loop asyncio.get_running_loop: loop
  asyncio.gather: results_by_task
  re.compile: pattern regex
  re.match re.search re.fullmatch pattern.match pattern.search regex.match: match
  re.findall pattern.findall: matches
  argparse.ArgumentParser ArgumentParser: parser
  parser.parse_args: parsed_args options
  configparser.ConfigParser ConfigParser: config
  logging.getLogger getLogger: logger
  datetime.now datetime.utcnow timezone.now datetime.datetime.now: now
  time.time time.monotonic time.perf_counter: start_time started
  datetime.timedelta timedelta: delta
  date.today datetime.today: today
  uuid.uuid4 uuid4: uuid
  sqlite3.connect psycopg2.connect: conn connection
  conn.cursor connection.cursor db.cursor: cursor
  cursor.fetchall cursor.execute: rows
  cursor.fetchone: row
  csv.reader csv.DictReader: reader
  csv.writer csv.DictWriter: writer
  zipfile.ZipFile ZipFile: archive
  tarfile.open: archive
  ast.parse: tree
  ET.fromstring etree.fromstring ElementTree.fromstring etree.parse: root tree
  copy.copy copy.deepcopy: copied
  pickle.dumps: pickled
  pickle.loads: unpickled
  base64.b64encode b64encode: encoded
  base64.b64decode b64decode: decoded
  text.encode str.encode: encoded
  bytes.decode: decoded
  hashlib.sha256 hashlib.md5 hashlib.sha1: digest
  hasher.hexdigest: digest
  importlib.import_module import_module __import__: module
  inspect.signature signature: sig
  type: klass
  id: object_id
  len: count length
  sys.exc_info: exc_info
  sys.getrefcount: refcount
  pytest.raises raises: exc_info excinfo
  assertRaises self.assertRaises self.assertRaisesRegex self.assertWarns: cm context
  self.assertLogs self.assertNoLogs: logs
  warnings.catch_warnings pytest.warns: caught_warnings
  mock.Mock Mock mock.MagicMock MagicMock mock.AsyncMock AsyncMock: mock
  runner.invoke: invocation
  testdir.runpytest pytester.runpytest: run_result
  monkeypatch.context: monkeypatched
  random.Random Random: rng
  weakref.ref: ref
  functools.partial partial: partial
  contextlib.ExitStack ExitStack: stack
  struct.pack: packed
  struct.unpack: unpacked
  ssl.create_default_context ssl.SSLContext: ssl_context
  app.test_client: client
  app.app_context: app_context
  app.test_request_context: request_context
  gc.collect: collected
  range enumerate: index
`)

/** An attribute or method that is used on it → what it then usually is. */
export const attributeIdioms = table(`
  status_code status_int content_type: response
  returncode communicate: process
  fetchone fetchall rowcount: cursor
  groups group groupdict: match
  is_alive: thread
  add_done_callback set_result set_exception: future
  exception: exc_info
  getsockname recv sendall: sock
  hexdigest: digest
  cancelled cancel: task
  commit rollback: session
  readlines readline: file
`)
