//! What is to be run: a program, and what its prediction depends on.
//!
//! Pages differ in where their programs come from: choices, an editor, a lesson's text. From here on they are all the same.

use super::program;
use super::route::Route;
use super::settings::Milliseconds;
use protocol::{Limits, Order};
use std::sync::Arc;

/// A program that is to be run. Equal plans have equal predictions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The name that tracebacks show, and that a download has.
    pub file: Arc<str>,
    /// The program's text.
    pub source: Arc<str>,
    /// How long a request travels there and back, in predictions.
    pub latency: Milliseconds,
    /// How much a run may do.
    pub limits: Limits,
}

impl Plan {
    /// A program of which nothing else was chosen.
    pub fn new(file: &str, source: &str) -> Plan {
        let (latency, limits) = (Milliseconds::default(), Limits::default());
        Plan { file: file.into(), source: source.into(), latency, limits }
    }

    /// The program of the choices in an address; on pages without any, of the usual ones.
    pub fn of_fan_out(route: &Route) -> Plan {
        let fan_out = route.fan_out();
        let plan = Plan::new(program::file_name(fan_out.strategy), &program::source(&fan_out));
        Plan { latency: route.latency, limits: route.limits, ..plan }
    }

    /// What the interpreter is told to predict it. `facts` are those about the way the program is written.
    pub fn order(&self, facts: bool) -> Order {
        Order {
            file: self.file.to_string(),
            source: self.source.to_string(),
            host: None,
            latency: self.latency.into(),
            limits: self.limits,
            facts,
        }
    }
}
