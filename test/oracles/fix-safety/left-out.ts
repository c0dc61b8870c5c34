// Modules of CPython's suite that are not run, each with what keeps it out.

const leftOut: Readonly<Record<string, string>> = {
  'needs the network, or waits for sockets': 'asyncio asyncore asynchat docxmlrpc epoll ftplib httplib httpservers imaplib kqueue nntplib poplib selectors smtplib smtpnet smtpd socket socketserver ssl timeout urllib2net urllib2_localnet urllibnet urllib_response wsgiref xmlrpc xmlrpc_net telnetlib logging devpoll poll select ioctl pty openpty',
  'needs a display': 'idle tcl tk tkinter tix ttk ttk_textonly ttk_guionly turtle tools',
  'starts interpreters, processes or threads by the dozen': 'regrtest test_embed embed venv ensurepip distutils peg_generator cppext capi gdb concurrent_futures multiprocessing_fork multiprocessing_forkserver multiprocessing_spawn multiprocessing_main_handling subprocess threading threadedtempfile thread threadsignals faulthandler signal compileall cmd_line cmd_line_script launcher repl runpy site support freeze c_locale_coercion utf8_mode wait3 wait4 fork1 dtrace perf_profiler stable_abi_ctypes atexit crashers interpreters _xxsubinterpreters check_c_globals eintr',
  'needs another system, downloads or gigabytes': 'zipfile64 largefile bigmem bigaddrspace codecmaps_cn codecmaps_hk codecmaps_jp codecmaps_kr codecmaps_tw xxtestfuzz nis ossaudiodev winreg winsound msilib startfile kqueue devpoll',
}

const names = new Set(Object.values(leftOut).flatMap((each) => each.split(' ')))

/** `module`: `test_json`. */
export function isLeftOut(module: string): boolean {
  return names.has(module.replace(/^test_/, ''))
}
