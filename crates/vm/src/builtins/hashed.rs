//! Dicts and sets with keys whose equality only the program can tell: the probing that calls it.

use crate::Vm;
use crate::dict::{Dict, Probe};
use crate::exception::Result;
use crate::set::Set;
use crate::value::Value;

impl Vm {
    /// The position of a key.
    fn dict_find(&mut self, dict: &Dict, hash: u64, key: &Value) -> Result<Option<usize>> {
        let mut from = 0;
        loop {
            match dict.probe(hash, key, from) {
                Probe::Found(position) => return Ok(Some(position)),
                Probe::Absent => return Ok(None),
                Probe::Ask { position, key: other, next } => {
                    let changes = dict.changes();
                    let equal = self.equal(&other, key)?;
                    if dict.changes() != changes {
                        // The comparison changed the dict: positions mean nothing now.
                        from = 0;
                    } else if equal {
                        return Ok(Some(position));
                    } else {
                        from = next;
                    }
                }
            }
        }
    }

    /// The value of a key.
    pub fn dict_get(&mut self, dict: &Dict, key: &Value) -> Result<Option<Value>> {
        let hash = self.hash(key)?;
        self.dict_get_hashed(dict, hash, key)
    }

    /// As `dict_get`, for a key whose hash is known.
    pub fn dict_get_hashed(&mut self, dict: &Dict, hash: u64, key: &Value) -> Result<Option<Value>> {
        Ok(self.dict_find(dict, hash, key)?.map(|position| dict.value_at(position)))
    }

    /// Gives a key a value.
    pub fn dict_set(&mut self, dict: &Dict, key: Value, value: Value) -> Result<()> {
        let hash = self.hash(&key)?;
        self.dict_set_hashed(dict, hash, key, value)
    }

    /// As `dict_set`, for a key whose hash is known.
    pub fn dict_set_hashed(&mut self, dict: &Dict, hash: u64, key: Value, value: Value) -> Result<()> {
        match self.dict_find(dict, hash, &key)? {
            Some(position) => drop(dict.replace_at(position, value)),
            None => {
                self.check_growth(dict.len() + 1)?;
                dict.insert_absent(hash, key, value);
            }
        }
        Ok(())
    }

    /// Takes a key away, and gives back its value if it was there.
    pub fn dict_remove(&mut self, dict: &Dict, key: &Value) -> Result<Option<Value>> {
        let hash = self.hash(key)?;
        self.dict_remove_hashed(dict, hash, key)
    }

    /// As `dict_remove`, for a key whose hash is known.
    pub fn dict_remove_hashed(&mut self, dict: &Dict, hash: u64, key: &Value) -> Result<Option<Value>> {
        Ok(self.dict_find(dict, hash, key)?.map(|position| dict.remove_at(position).1))
    }

    /// The position of an item.
    fn set_find(&mut self, set: &Set, hash: u64, item: &Value) -> Result<Option<usize>> {
        let mut from = 0;
        loop {
            match set.probe(hash, item, from) {
                Probe::Found(position) => return Ok(Some(position)),
                Probe::Absent => return Ok(None),
                Probe::Ask { position, key: other, next } => {
                    let changes = set.changes();
                    let equal = self.equal(&other, item)?;
                    if set.changes() != changes {
                        from = 0;
                    } else if equal {
                        return Ok(Some(position));
                    } else {
                        from = next;
                    }
                }
            }
        }
    }

    /// Adds an item; false if it was there.
    pub fn set_add(&mut self, set: &Set, item: Value) -> Result<bool> {
        let hash = self.hash(&item)?;
        self.set_add_hashed(set, hash, item)
    }

    /// As `set_add`, for an item whose hash is known.
    pub(crate) fn set_add_hashed(&mut self, set: &Set, hash: u64, item: Value) -> Result<bool> {
        let absent = self.set_find(set, hash, &item)?.is_none();
        if absent {
            self.check_growth(set.len() + 1)?;
            set.insert_absent(hash, item);
        }
        Ok(absent)
    }

    /// Whether an item is there.
    pub fn set_contains(&mut self, set: &Set, item: &Value) -> Result<bool> {
        let hash = self.hash(item)?;
        self.set_contains_hashed(set, hash, item)
    }

    /// As `set_contains`, for an item whose hash is known.
    pub(crate) fn set_contains_hashed(&mut self, set: &Set, hash: u64, item: &Value) -> Result<bool> {
        Ok(self.set_find(set, hash, item)?.is_some())
    }

    /// Takes an item away; false if it was not there.
    pub fn set_remove(&mut self, set: &Set, item: &Value) -> Result<bool> {
        let hash = self.hash(item)?;
        match self.set_find(set, hash, item)? {
            Some(position) => {
                drop(set.remove_at(position));
                Ok(true)
            }
            None => Ok(false),
        }
    }
}
