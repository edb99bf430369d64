//! The settings of a run put together, and a file of them to start from.

use super::options::Options;
use super::{Error, say};
use crate::app::command::COMMANDS;
use crate::app::{Keymap, SetKeys};
use crate::domain::{Ground, Part, SETTINGS};
use crate::store::{Config, Folders};
use crate::view::standard_shade;
use std::fmt::Write as _;

/// The keys in force.
///
/// # Errors
/// Where the settings give a key two meanings, or name what does not exist: nobody can work with keys that
/// do something else than they say.
pub(super) fn keys(config: &Config, folders: &Folders) -> Result<Keymap, Error> {
    let file = folders.config.join("config.toml");
    let set: Vec<SetKeys> = config
        .keys
        .iter()
        .map(|it| SetKeys { command: it.command.clone(), keys: it.keys.clone(), place: format!("line {}", it.line) })
        .collect();
    Keymap::with(&set).map_err(|wrong| {
        let wrong: String = wrong.iter().map(|why| format!("  {why}\n")).collect();
        Error::Usage(format!("diptych: the keys in {} cannot be used:\n{wrong}", file.display()))
    })
}

/// Prints the keys in force.
pub(super) fn print_keys(options: &Options) -> Result<(), Error> {
    let keys = match Folders::find(options.library.as_deref()) {
        Ok((folders, config, _)) => keys(&config, &folders)?,
        // Without a home there are no settings.
        Err(_) => Keymap::default(),
    };
    say::print(&crate::app::command::key_table(&keys)).map_err(Error::Output)
}

/// Prints a configuration that says what holds without one.
pub(super) fn print_default(options: &Options) -> Result<(), Error> {
    let place = Folders::find(options.library.as_deref()).ok();
    let place = place.map(|(folders, ..)| folders.config.join("config.toml").display().to_string());
    say::print(&template(place.as_deref().unwrap_or("config.toml"))).map_err(Error::Output)
}

fn template(place: &str) -> String {
    let mut text = format!(
        "# Settings of Diptych. They are read from\n#   {place}\n# and nowhere else. A line that begins with # says what holds without it: to change \
         a setting, take its # away.\n\n\
         # The folder of the library; ~ is your home. Without it, the system's place for a program's data.\n\
         # library = \"~/readouts\"\n\n\
         # Who signs new notes. Without it, the name of your account.\n\
         # author = \"M. Weber\"\n"
    );
    for row in SETTINGS {
        let value =
            if matches!(row.choices[0], "true" | "false") { row.choices[0].to_owned() } else { quoted(row.choices[0]) };
        let _ =
            write!(text, "\n# {}.\n# One of: {}\n# {} = {value}\n", capital(row.help), row.choices.join(", "), row.key);
    }
    text.push_str(
        "\n# Colours of your own: \"#5fd7d7\", a number of the table of 256, or one of black, red, green, yellow, blue, magenta,\n\
         # cyan, white and the same with bright- before it. Those under [colours] hold on both grounds.\n# [colours]\n\n",
    );
    for (ground, name) in [(Ground::Dark, "dark"), (Ground::Light, "light")] {
        let _ = writeln!(text, "# [colours.{name}]");
        for (part, called, about) in Part::ALL {
            let shade = standard_shade(part, ground);
            let about = if about.is_empty() || ground == Ground::Light { String::new() } else { format!(" # {about}") };
            let _ = writeln!(text, "# {called} = {}{about}", quoted(&shade.to_string()));
        }
        text.push('\n');
    }
    text.push_str(
        "# Keys, by command: one, several, or [] for none. Written like j, G, ctrl-e, alt-x, shift-up, space, tab, enter, esc,\n\
         # up, PgDn, F1. A key that would mean two things in one place is refused when the program starts.\n# [keys]\n",
    );
    for command in COMMANDS.iter().filter(|command| !command.keys.is_empty()) {
        let keys: Vec<String> = command.keys.iter().map(|key| quoted(&key.to_string())).collect();
        let _ = writeln!(text, "# {} = [{}] # {}", command.setting(), keys.join(", "), command.help);
    }
    text
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Preferences;

    #[test]
    fn the_file_to_start_from_changes_nothing_and_with_every_line_in_force_it_says_what_holds() {
        let text = template("/home/a/config.toml");
        assert_eq!(Config::parse(&text), (Config::default(), Vec::new()));
        // A line that gives a value, or opens a table.
        let in_force: String = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest)
                    if rest.starts_with('[') || rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' ')) =>
                {
                    rest
                }
                _ => line,
            })
            .map(|line| format!("{line}\n"))
            .collect();
        let (config, slips) = Config::parse(&in_force);
        assert_eq!(slips, Vec::<String>::new());
        assert_eq!(config.author(), "M. Weber");
        let own = config.preferences.own.len();
        assert_eq!(Preferences { own: Vec::new(), ..config.preferences.clone() }, Preferences::default());
        assert_eq!(own, 2 * Part::ALL.len());
        let set: Vec<SetKeys> = config
            .keys
            .iter()
            .map(|it| SetKeys { command: it.command.clone(), keys: it.keys.clone(), place: it.line.to_string() })
            .collect();
        assert_eq!(Keymap::with(&set), Ok(Keymap::default()));
    }
}
