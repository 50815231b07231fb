//! What to use in place of modules that Loopscope does not have, and of packages that programs about input and output often
//! import. A module without a row gets the list of those that there are.

/// What to use instead, and in place of which modules; their outermost packages are enough.
const INSTEAD: &[(&str, &[&str])] = &[
    (
        "use aiohttp: `async with aiohttp.ClientSession() as session`",
        &["http", "httpx", "pycurl", "requests", "urllib", "urllib3", "wsgiref", "xmlrpc"],
    ),
    (
        "use asyncio",
        &[
            "anyio", "asynchat", "asyncore", "curio", "eventlet", "gevent", "greenlet", "tornado", "trio",
            "twisted", "uvloop",
        ],
    ),
    ("`asyncio.run` cannot be called while a loop runs: write `await` there", &["nest_asyncio"]),
    (
        "a page has no sockets: use aiohttp for requests, or asyncio's own tools",
        &[
            "ftplib",
            "imaplib",
            "nntplib",
            "poplib",
            "select",
            "selectors",
            "smtpd",
            "smtplib",
            "socket",
            "socketserver",
            "ssl",
            "telnetlib",
            "websockets",
        ],
    ),
    (
        "a program here begins no other programs: use functions of its own, in tasks, threads or processes",
        &["pty", "subprocess", "venv", "ensurepip", "runpy"],
    ),
    (
        "use asyncio's tasks, threading, queue, concurrent.futures, or multiprocessing's processes and pools",
        &["concurrent", "multiprocessing", "queue", "threading"],
    ),
    (
        "there are no files in a page: keep the text in a variable, or in an io.StringIO",
        &[
            "bz2",
            "chunk",
            "dbm",
            "filecmp",
            "fileinput",
            "fnmatch",
            "genericpath",
            "glob",
            "gzip",
            "linecache",
            "lzma",
            "mailbox",
            "mmap",
            "ntpath",
            "nturl2path",
            "os",
            "posixpath",
            "shutil",
            "stat",
            "tarfile",
            "tempfile",
            "zipapp",
            "zipfile",
            "zlib",
            "aiofiles",
        ],
    ),
    ("there are no files in a page: keep the rows in a list", &["csv", "netrc", "sqlite3"]),
    (
        "a program here has no operating system below it",
        &[
            "crypt",
            "errno",
            "fcntl",
            "grp",
            "msilib",
            "msvcrt",
            "nis",
            "nt",
            "platform",
            "posix",
            "pwd",
            "resource",
            "site",
            "spwd",
            "sysconfig",
            "syslog",
            "winreg",
        ],
    ),
    ("use json", &["marshal", "pickle", "plistlib", "shelve", "tomllib", "xdrlib"]),
    ("keep the settings in a dict", &["configparser"]),
    (
        "give the variables their values at the top of the program",
        &["argparse", "getopt", "getpass", "optparse"],
    ),
    (
        "use the methods of str: find, split, partition, startswith",
        &["re", "shlex", "sre_compile", "sre_constants", "sre_parse"],
    ),
    ("use the methods of str and the `in` operator", &["difflib", "stringprep", "unicodedata"]),
    ("use base64, or bytes.hex() and bytes.fromhex()", &["quopri", "struct", "uu"]),
    ("use str.encode() and bytes.decode()", &["codecs", "encodings"]),
    ("use float, or int for exact numbers", &["cmath", "decimal", "fractions", "numbers"]),
    ("use list", &["array"]),
    ("use time", &["calendar", "zoneinfo"]),
    ("use print()", &["logging", "reprlib", "rich"]),
    ("print how far it is: `print(f\"{done}/{total}\", end=\"\\r\")`", &["tqdm"]),
    ("use the module typing", &["typing_extensions"]),
    ("write assert statements", &["doctest", "unittest"]),
    (
        "step through the run instead: every line of it is recorded, with its time",
        &["bdb", "cProfile", "dis", "faulthandler", "pdb", "profile", "pstats", "trace", "tracemalloc"],
    ),
    (
        "nobody can type while a run is recorded: give the variable a value instead",
        &["cmd", "code", "codeop", "readline", "rlcompleter"],
    ),
    (
        "a program here prints: what it does is drawn for it",
        &["curses", "idlelib", "tkinter", "turtle", "turtledemo", "webbrowser"],
    ),
    ("write an import statement", &["imp", "modulefinder", "pkgutil", "zipimport"]),
    ("names of the language need no import", &["builtins"]),
    ("sort by hand, or use heapq", &["graphlib"]),
    (
        "Loopscope runs the standard library's asyncio and what goes with it, no packages",
        &["django", "fastapi", "flask", "matplotlib", "numpy", "pandas", "pytest", "scipy"],
    ),
];

/// What to use instead of names that modules have in CPython 3.11 and not here: module, names, advice.
const INSTEAD_OF_NAMES: &[(&str, &[&str], &str)] = &[
    (
        "asyncio",
        &[
            "AbstractServer",
            "BaseProtocol",
            "BaseTransport",
            "BufferedProtocol",
            "DatagramProtocol",
            "DatagramTransport",
            "Protocol",
            "ReadTransport",
            "Server",
            "StreamReader",
            "StreamReaderProtocol",
            "StreamWriter",
            "Transport",
            "WriteTransport",
            "open_connection",
            "open_unix_connection",
            "start_server",
            "start_unix_server",
        ],
        "a page has no sockets: use aiohttp for requests, and asyncio.Queue between tasks",
    ),
    (
        "asyncio",
        &[
            "AbstractChildWatcher",
            "FastChildWatcher",
            "MultiLoopChildWatcher",
            "PidfdChildWatcher",
            "SafeChildWatcher",
            "SubprocessProtocol",
            "SubprocessTransport",
            "ThreadedChildWatcher",
            "create_subprocess_exec",
            "create_subprocess_shell",
            "get_child_watcher",
            "set_child_watcher",
        ],
        "a program here begins no other programs: use functions of its own, in tasks, threads or processes",
    ),
    (
        "multiprocessing",
        &["Manager", "RawArray", "RawValue", "managers", "shared_memory", "sharedctypes"],
        "send what others are to know through a multiprocessing.Queue, or share a multiprocessing.Value or Array",
    ),
    (
        "hashlib",
        &[
            "blake2b",
            "blake2s",
            "sha3_224",
            "sha3_256",
            "sha3_384",
            "sha3_512",
            "shake_128",
            "shake_256",
            "scrypt",
        ],
        "use hashlib.sha256, or hashlib.pbkdf2_hmac for passwords",
    ),
    (
        "pathlib",
        &["Path", "PosixPath", "PureWindowsPath", "WindowsPath"],
        "there are no files in a page: PurePosixPath takes paths apart, and io.StringIO is a file in memory",
    ),
    (
        "weakref",
        &["getweakrefcount", "getweakrefs"],
        "keep the references that you make: nobody counts them here",
    ),
    (
        "gc",
        &[
            "freeze",
            "get_count",
            "get_debug",
            "get_freeze_count",
            "get_objects",
            "get_referents",
            "get_referrers",
            "get_stats",
            "get_threshold",
            "is_finalized",
            "is_tracked",
            "set_debug",
            "set_threshold",
            "unfreeze",
            "callbacks",
        ],
        "references are counted here, and gc.collect() only looks for tasks that were forgotten",
    ),
    ("hashlib", &["file_digest"], "there are no files in a page: use hashlib.sha256 on bytes"),
    (
        "signal",
        &[
            "pidfd_send_signal",
            "pthread_sigmask",
            "set_wakeup_fd",
            "sigpending",
            "sigtimedwait",
            "sigwait",
            "sigwaitinfo",
        ],
        "set a handler, with signal.signal or the loop's add_signal_handler; signal.pause waits for one",
    ),
    ("sys", &["stdin"], "nobody can type while a run is recorded: give the variable a value instead"),
    (
        "time",
        &["asctime", "ctime", "gmtime", "localtime", "mktime", "strftime", "strptime", "struct_time"],
        "use the seconds of time.time(), or time.perf_counter() for how long something took",
    ),
];

/// What to do where a module, or what messages call a class, has nothing of its own for a name.
const INSTEAD_IN: &[(&str, &str)] = &[
    ("aiohttp", "of aiohttp there is the client: aiohttp.ClientSession and what belongs to it"),
    (
        "loop",
        "a page has no sockets, and begins no other programs: use aiohttp for requests, threads or processes",
    ),
    ("os", "a program here has no operating system below it: no files, no pipes, no other programs"),
    ("os.path", "there are no files in a page: os.path only takes paths apart, and puts them together"),
    ("requests", "of requests there are sessions, responses and the functions for requests"),
    ("urllib.request", "use urllib.request.urlopen, and read what it gives"),
];

/// What to do without a keyword argument: function, argument, advice.
const INSTEAD_OF_KEYWORDS: &[(&str, &str, &str)] = &[
    (
        "logging.basicConfig",
        "filename",
        "there are no files in a page: leave it out, or give `stream=` an io.StringIO",
    ),
    ("multiprocessing.Pool", "maxtasksperchild", "a process stays until its pool is closed: leave it out"),
    (
        "multiprocessing.pool.Pool",
        "maxtasksperchild",
        "a process stays until its pool is closed: leave it out",
    ),
    ("warnings.catch_warnings", "module", "leave it out: there is one module"),
];

/// What to do without a keyword argument of a function, if it is known that there is none here; and what that is called.
pub(super) fn instead_of_keyword(function: &str, name: &str) -> Option<(&'static str, &'static str)> {
    let row = INSTEAD_OF_KEYWORDS.iter().find(|(other, keyword, _)| *other == function && *keyword == name);
    row.map(|(function, _, instead)| (*function, *instead))
}

/// What to use in place of a name in a module, if it is known that there is no such name here.
pub(super) fn instead_of_name(module: &str, name: &str) -> Option<&'static str> {
    let row = INSTEAD_OF_NAMES.iter().find(|(other, names, _)| *other == module && names.contains(&name));
    let of_module = || INSTEAD_IN.iter().find(|(other, _)| *other == module).map(|(_, instead)| *instead);
    row.map(|(.., instead)| *instead).or_else(of_module)
}

/// What to use in place of this module, where there is something.
pub(super) fn instead_of(module: &str) -> Option<&'static str> {
    let package = module.split('.').next().unwrap_or(module);
    INSTEAD.iter().find(|(_, modules)| modules.contains(&package)).map(|(instead, _)| *instead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_module_has_one_piece_of_advice() {
        let mut all: Vec<&str> = INSTEAD.iter().flat_map(|(_, modules)| modules.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_part_of_a_package_has_the_advice_of_the_package() {
        assert_eq!(instead_of("http.client"), instead_of("http"));
        assert_eq!(instead_of("antigravity"), None);
    }
}
