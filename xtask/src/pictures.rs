//! `cargo xtask pictures`: screenshots of the built site, to look at it as its visitors do.

use crate::shell::run;
use crate::{Outcome, test};

/// Takes pictures of the given hash routes (`#/fan-out?n=8`), or of all that the browser tests know, and prints
/// where they are.
pub(crate) fn pictures(routes: &[String]) -> Outcome {
    let mut command = test::browser_test(&["--", "every_route_can_be_shown", "--nocapture"])?;
    if !routes.is_empty() {
        command.env("LOOPSCOPE_ROUTES", routes.join("\n"));
    }
    run(&mut command)
}
