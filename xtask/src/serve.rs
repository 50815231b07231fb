//! `cargo xtask serve`: the page on this machine, or for a whole room, built anew when a file changes.

use crate::build::trunk;
use crate::shell::built_loopscope;
use crate::{Outcome, tools};
use std::net::{IpAddr, Ipv4Addr, TcpListener, UdpSocket};
use std::process::{Child, Command};
use std::time::Duration;

/// The port of the page, or the first free one after it.
const PAGE_PORT: u16 = 8080;

/// The demo server's port, which the programs name.
const DEMO_PORT: u16 = 7001;

/// What may be asked of `serve`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Options {
    release: bool,
    open: bool,
    lan: bool,
}

impl Options {
    /// Reads the command's arguments.
    pub(crate) fn parse(arguments: &[String]) -> Result<Options, String> {
        let mut options = Options::default();
        for argument in arguments {
            match argument.as_str() {
                "--release" => options.release = true,
                "--open" => options.open = true,
                "--lan" => options.lan = true,
                unknown => {
                    return Err(format!("`serve` knows --release, --open and --lan, but not `{unknown}`."));
                }
            }
        }
        Ok(options)
    }
}

/// Serves the page until one of the servers ends or Ctrl-C is pressed.
pub(crate) fn serve(options: &Options) -> Outcome {
    tools::ensure_builders()?;
    if options.release {
        tools::ensure_wasm_opt()?;
    }
    let host = if options.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    let port = free_port(host, PAGE_PORT)?;
    if port != PAGE_PORT {
        println!("Port {PAGE_PORT} is taken, so the page is on port {port}.");
    }
    let mut servers = Vec::new();
    if options.lan {
        servers.push(Server::start("the demo server", &mut demo_server(host)?)?);
    }
    servers.push(Server::start("trunk", &mut page_server(options, host, port))?);
    announce(options, port);
    end_together(servers)
}

fn page_server(options: &Options, host: Ipv4Addr, port: u16) -> Command {
    let mut command = trunk();
    command.args(["serve", "--address", &host.to_string(), "--port", &port.to_string()]);
    command.args(options.release.then_some("--release"));
    command.args(options.open.then_some("--open"));
    command
}

/// Builds the demo server first, so that its errors are read, and so that it and not cargo is the child to end.
fn demo_server(host: Ipv4Addr) -> Result<Command, String> {
    free_port(host, DEMO_PORT).ok().filter(|port| *port == DEMO_PORT).ok_or_else(|| {
        format!("Port {DEMO_PORT}, which the programs name, is taken. End what listens there, and try again.")
    })?;
    let mut command = Command::new(built_loopscope(&[])?);
    command.args(["serve", "--addr", &format!("{host}:{DEMO_PORT}")]);
    Ok(command)
}

fn announce(options: &Options, port: u16) {
    println!("\nThe page:        http://localhost:{port}/   (when trunk says \"success\")");
    if options.lan {
        let address = lan_address().map_or("<this machine's address>".into(), |address| address.to_string());
        println!("For the room:    http://{address}:{port}/#/fan-out?outside=http://{address}:{DEMO_PORT}");
        println!("Demo endpoints:  http://{address}:{DEMO_PORT}/");
    }
    println!("Ctrl-C ends it.\n");
}

/// A running server, ended when it goes out of scope.
#[derive(Debug)]
struct Server {
    name: &'static str,
    child: Child,
}

impl Server {
    fn start(name: &'static str, command: &mut Command) -> Result<Server, String> {
        let child = command.spawn().map_err(|error| format!("Cannot start {name}: {error}."))?;
        Ok(Server { name, child })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing left to end.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Waits for the first server that ends, and ends the others with it.
fn end_together(mut servers: Vec<Server>) -> Outcome {
    loop {
        for server in &mut servers {
            let ended = server.child.try_wait().map_err(|error| format!("Lost {}: {error}.", server.name))?;
            match ended {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(format!("{} ended ({status}).", server.name)),
                None => {}
            }
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// The first port from `first` on that nothing listens on.
fn free_port(host: Ipv4Addr, first: u16) -> Result<u16, String> {
    let mut candidates = first..=first.saturating_add(100);
    let is_free = |port: &u16| TcpListener::bind((host, *port)).is_ok();
    candidates.find(is_free).ok_or_else(|| format!("No port is free from {first} on."))
}

/// This machine's address in its network: the one that it would send from. Nothing is sent.
fn lan_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_in_any_order_and_unknown_ones_refused() {
        let words = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
        let expected = Options { release: true, open: false, lan: true };
        assert_eq!(Options::parse(&words("--lan --release")), Ok(expected));
        assert!(Options::parse(&words("--port 80")).is_err_and(|message| message.contains("--port")));
    }

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
        let port = taken.local_addr().expect("it is bound").port();
        assert_ne!(free_port(Ipv4Addr::LOCALHOST, port).expect("one of the next hundred is free"), port);
    }
}
