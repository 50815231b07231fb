//! The panels that show a run, as a table: lessons ask for them by name in the worker, and so do addresses in the page.
//!
//! What it is not: a panel. What one looks like is its module's matter, in the page. Begin with the table, [`panels!`](crate::panels);
//! `src/ui.rs` declares the module that each row names.

use serde::{Deserialize, Serialize};

/// The table of panels, in the order in which they are listed. Hands all rows to a macro, `$make!`.
///
/// - `module`: the one below `src/ui` whose function `panel` shows it;
/// - `id`: its name in addresses, in the `panels=` of lessons and in the style sheets (`panel--id`), which never changes;
/// - `title`: what people call it;
/// - `area`: where it stands, an [`Area`];
/// - `height`: how high it is in a lesson, in CSS pixels.
#[macro_export]
macro_rules! panels {
    ($make:ident) => {
        $make! {
            /// The program.
            Listing { module: listing, id: "listing", title: "Program", area: Text, height: 300 }
            /// The stage, and why each step happened.
            Stage { module: stage, id: "stage", title: "Stage", area: Picture, height: 360 }
            /// What each lane does over time.
            Timeline { module: timeline, id: "timeline", title: "Timeline", area: Chart, height: 210 }
            /// A bar for each request.
            Waterfall { module: waterfall, id: "waterfall", title: "Requests", area: Chart, height: 210 }
            /// What the program prints.
            Console { module: console, id: "console", title: "Console", area: Text, height: 130 }
        }
    };
}

/// Where a panel stands on a wide screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// On the left, one below the other.
    Text,
    /// On the right, one below the other.
    Picture,
    /// Below the pictures, side by side.
    Chart,
}

/// Makes the type of the rows.
macro_rules! make_panel {
    ($($(#[$about:meta])* $panel:ident {
        module: $module:ident, id: $id:literal, title: $title:literal, area: $area:ident, height: $height:literal
    })*) => {
        /// A part of the page that shows something of a run, and can be left out.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Panel {
            $($(#[$about])* $panel,)*
        }

        impl Panel {
            /// All of them, in the order of the table.
            pub const ALL: [Panel; [$($id),*].len()] = [$(Panel::$panel),*];

            /// Its name in addresses and lessons, which never changes.
            pub fn id(self) -> &'static str {
                match self { $(Panel::$panel => $id,)* }
            }

            /// What people call it.
            pub fn title(self) -> &'static str {
                match self { $(Panel::$panel => $title,)* }
            }

            /// Where it stands.
            pub fn area(self) -> Area {
                match self { $(Panel::$panel => Area::$area,)* }
            }

            /// How high it is in a lesson, in CSS pixels.
            pub fn height(self) -> u32 {
                match self { $(Panel::$panel => $height,)* }
            }
        }
    };
}

panels!(make_panel);

impl Panel {
    /// The panel of that name.
    pub fn from_id(id: &str) -> Option<Panel> {
        Panel::ALL.into_iter().find(|panel| panel.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_panel_is_found_by_its_name_which_is_fit_for_an_address() {
        for panel in Panel::ALL {
            assert_eq!(Panel::from_id(panel.id()), Some(panel));
            assert!(
                panel.id().bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-'),
                "{panel:?}"
            );
        }
        assert_eq!(Panel::from_id("moon"), None);
    }

    #[test]
    fn the_program_stands_first_and_the_picture_before_the_charts() {
        let areas: Vec<Area> = Panel::ALL.iter().map(|panel| panel.area()).collect();
        let first = |area| areas.iter().position(|other| *other == area);
        assert_eq!(Panel::ALL[0], Panel::Listing);
        assert!(first(Area::Picture) < first(Area::Chart));
    }
}
