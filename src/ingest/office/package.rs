//! The zip file around an office document: its parts are read by name, in memory, with counted limits.

use crate::ingest::error::Wrong;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes that one part may have, and all of them together, after decompression.
const PART: u64 = 32 << 20;
const ALL: u64 = 64 << 20;
/// Parts that a document may have.
const PARTS: usize = 5_000;

/// An opened document.
pub(super) struct Package<'a> {
    form: &'static str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// What may still be read.
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], form: &'static str) -> Result<Package<'a>, Wrong> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(form, &error))?;
        if zip.len() > PARTS {
            return Err(Wrong::Excess { form, why: format!("more than {PARTS} parts") });
        }
        Ok(Package { form, zip, left: ALL })
    }

    /// The part of that name; `None` where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Wrong> {
        let limit = PART.min(self.left);
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(wrong(self.form, &error)),
        };
        let mut bytes = Vec::new();
        // What the zip file says of the size is not believed.
        let read = part.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| Wrong::Damaged { form: self.form, why: error.to_string() })?;
        let len = bytes.len() as u64;
        if len > limit {
            return Err(Wrong::Excess { form: self.form, why: format!("more than {} MiB", limit >> 20) });
        }
        self.left -= len;
        Ok(Some(bytes))
    }

    /// The part of that name, without which there is no document.
    pub(super) fn needed(&mut self, name: &str) -> Result<Vec<u8>, Wrong> {
        let missing = || Wrong::Damaged { form: self.form, why: format!("its part {name} is missing") };
        let missing = missing();
        self.part(name)?.ok_or(missing)
    }

    /// The names of all parts, in the order of the alphabet.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.zip.file_names().map(str::to_owned).collect();
        names.sort();
        names
    }
}

fn wrong(form: &'static str, error: &ZipError) -> Wrong {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Wrong::Locked,
        error => Wrong::Damaged { form, why: error.to_string() },
    }
}
