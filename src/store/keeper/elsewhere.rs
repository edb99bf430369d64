//! Saving elsewhere: the way out where the dossier's own disk is full, read-only or failing.

use super::{Keeper, Opened};
use crate::store::copy;
use crate::store::error::{SaveError, StoreError};
use crate::store::files::Files;
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;

impl Keeper {
    /// Writes the whole dossier, with everything that could not be saved yet, into a new folder inside
    /// another one, and opens it there: from then on it is the one to work on. Undo goes on there. The
    /// dossier itself stays as it is.
    ///
    /// # Errors
    /// Where the dossier cannot be read any more, or the other disk refuses, too.
    pub fn save_elsewhere(
        &self,
        parent: &Path,
        now: Timestamp,
        files: Arc<dyn Files>,
    ) -> Result<(Opened, Keeper), StoreError> {
        let path = copy::copy(&*files, &self.root, parent)?;
        let (opened, mut keeper) = Keeper::open_with(&path, now, files)?;
        if self.unkept.is_empty() && self.queue.is_empty() {
            return Ok((opened, keeper));
        }
        for text in &self.unkept {
            keeper.keep(text)?;
        }
        for change in &self.queue {
            match keeper.save(change) {
                Ok(()) => {}
                Err(SaveError::NotRecorded(error) | SaveError::NotWritten(error) | SaveError::Refused(error)) => {
                    return Err(error);
                }
                // What came from outside stands; what the analyst wanted goes beside it.
                Err(SaveError::Conflict { rescue, .. }) => {
                    if let Some(rescue) = rescue {
                        keeper.save(&rescue).map_err(|error| StoreError::ReadOnly { why: error.to_string() })?;
                    }
                }
            }
        }
        let opened = keeper.reload(now)?;
        Ok((opened, keeper))
    }
}
