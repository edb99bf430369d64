//! Settings of one run, and what the environment tells of the terminal.

use crate::domain::{Depth, Ground, Preferences, SETTINGS, Setting, Surroundings};
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::env;
use std::path::PathBuf;

/// Settings of one run; they win over the configuration.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folder of the library, instead of the usual one.
    #[arg(long, value_name = "PATH", global = true)]
    pub(crate) library: Option<PathBuf>,

    /// Colours for a dark or a light terminal.
    #[arg(long, value_name = "THEME", global = true, value_parser = choices(Setting::Theme))]
    theme: Option<String>,

    /// Quiet colours, strong ones, or such as are safe for colour blindness.
    #[arg(long, value_name = "PALETTE", global = true, value_parser = choices(Setting::Palette))]
    palette: Option<String>,

    /// How many colours.
    #[arg(long, value_name = "DEPTH", global = true, value_parser = choices(Setting::Colours))]
    colours: Option<String>,

    /// Marks, rules and bars in ASCII.
    #[arg(long, global = true)]
    ascii: bool,

    /// Read the comparison row by row, for screen readers and pipes, instead of drawing a screen.
    #[arg(long)]
    pub(crate) plain: bool,

    /// Name that stands on new notes.
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) author: Option<String>,
}

fn choices(setting: Setting) -> PossibleValuesParser {
    PossibleValuesParser::new(setting.row().choices)
}

impl Options {
    /// Lays what was given for this run over what is set.
    pub(crate) fn lay_over(&self, mut preferences: Preferences) -> Preferences {
        let ascii = self.ascii.then(|| "true".to_owned());
        let given = [
            (Setting::Theme, &self.theme),
            (Setting::Palette, &self.palette),
            (Setting::Colours, &self.colours),
            (Setting::Ascii, &ascii),
        ];
        for row in SETTINGS {
            let value = given.iter().find(|(setting, _)| *setting == row.setting).and_then(|(_, value)| value.as_ref());
            // The parser let nothing else through.
            let _ = value.is_none_or(|value| preferences.set(row.setting, value));
        }
        preferences
    }
}

/// What the environment tells of the terminal.
pub(crate) fn surroundings() -> Surroundings {
    told_by(|name| env::var(name).ok().filter(|value| !value.is_empty()))
}

fn told_by(variable: impl Fn(&str) -> Option<String>) -> Surroundings {
    let term = variable("TERM").unwrap_or_default();
    let true_colour = variable("COLORTERM").is_some_and(|it| matches!(it.as_str(), "truecolor" | "24bit"));
    let depth = match term.as_str() {
        // https://no-color.org: set and not empty.
        _ if variable("NO_COLOR").is_some() => Depth::None,
        "dumb" => Depth::None,
        name if name.starts_with("vt") || name.ends_with("-m") || name.ends_with("-mono") => Depth::None,
        _ if true_colour => Depth::True,
        "linux" | "ansi" | "cons25" => Depth::Sixteen,
        name if name.ends_with("-16color") || name.ends_with("-8color") => Depth::Sixteen,
        _ => Depth::Indexed,
    };
    // The ground is the last of two or three colours: 7 and 15 are the light ones.
    let light = variable("COLORFGBG").is_some_and(|told| matches!(told.rsplit(';').next(), Some("7" | "15")));
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(&variable);
    // Where no locale is told at all, terminals of these days take UTF-8 all the same.
    let ascii = locale.is_some_and(|locale| {
        let locale = locale.to_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    });
    Surroundings { ground: if light { Ground::Light } else { Ground::Dark }, depth, ascii: ascii && !cfg!(windows) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(variables: &[(&str, &str)]) -> Surroundings {
        let value = |name: &str| variables.iter().find(|(called, _)| *called == name).map(|(_, it)| (*it).to_owned());
        told_by(|name| value(name).filter(|value| !value.is_empty()))
    }

    #[test]
    fn the_number_of_colours_is_that_of_the_terminal_unless_none_are_wanted() {
        let check = |variables: &[(&str, &str)], depth| assert_eq!(told(variables).depth, depth, "{variables:?}");
        check(&[("TERM", "xterm-256color")], Depth::Indexed);
        check(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True);
        check(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "1")], Depth::None);
        check(&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Indexed);
        check(&[("TERM", "linux")], Depth::Sixteen);
        check(&[("TERM", "rxvt-16color")], Depth::Sixteen);
        check(&[("TERM", "vt220")], Depth::None);
        check(&[("TERM", "dumb")], Depth::None);
        check(&[], Depth::Indexed);
    }

    #[test]
    fn a_light_ground_and_a_poor_locale_are_seen() {
        let check = |variables: &[(&str, &str)], ground, ascii| {
            let told = told(variables);
            assert_eq!((told.ground, told.ascii), (ground, ascii && !cfg!(windows)), "{variables:?}");
        };
        check(&[], Ground::Dark, false);
        check(&[("COLORFGBG", "0;15")], Ground::Light, false);
        check(&[("COLORFGBG", "0;default;7")], Ground::Light, false);
        check(&[("COLORFGBG", "15;0")], Ground::Dark, false);
        check(&[("LANG", "C")], Ground::Dark, true);
        check(&[("LANG", "en_US.UTF-8")], Ground::Dark, false);
        check(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "POSIX")], Ground::Dark, true);
        check(&[("LANG", "C"), ("LC_CTYPE", "C.utf8")], Ground::Dark, false);
        check(&[("LANG", "zh_CN.GB18030")], Ground::Dark, true);
    }
}
