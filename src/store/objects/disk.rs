//! Objects as files below a folder. A file is whole or not there: written aside, flushed, then renamed.

use std::path::{Path, PathBuf};

use crate::store::StoreError;

#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(root)?;
        Ok(Self { root: root.to_owned() })
    }

    pub fn put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        use std::io::Write;
        let path = self.root.join(key);
        let folder = path.parent().unwrap_or(&self.root);
        self.make_folder(folder)?;
        let aside = path.with_added_extension("part");
        let written = std::fs::File::create(&aside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_data()
        });
        if let Err(error) = written.and_then(|()| std::fs::rename(&aside, &path)) {
            // A full disk must not stay full of what could not be finished.
            let _ = std::fs::remove_file(&aside);
            return Err(error.into());
        }
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    }

    /// Makes the folder with all above it up to the root, and flushes the entry of each new one in the folder above.
    fn make_folder(&self, folder: &Path) -> Result<(), StoreError> {
        if folder.is_dir() {
            return Ok(());
        }
        std::fs::create_dir_all(folder)?;
        for above in folder.ancestors().skip(1).take_while(|above| above.starts_with(&self.root)) {
            std::fs::File::open(above)?.sync_all()?;
        }
        Ok(())
    }

    pub async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match tokio::fs::read(self.root.join(key)).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub fn has(&self, key: &str) -> bool {
        self.root.join(key).is_file()
    }

    /// Names of the files in a folder, those that are not finished too.
    pub fn names(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        let names = std::fs::read_dir(self.root.join(folder))?.map(|entry| Ok(entry?.file_name().into_string().ok()));
        Ok(names.collect::<Result<Vec<_>, std::io::Error>>()?.into_iter().flatten().collect())
    }

    /// What is not there is no error. What was begun under this name goes too, and the folder when nothing else is in it.
    pub fn remove(&self, key: &str) -> Result<(), StoreError> {
        let path = self.root.join(key);
        for path in [path.with_added_extension("part"), path.clone()] {
            unless_missing(std::fs::remove_file(path))?;
        }
        if let Some(folder) = path.parent() {
            // Not empty, or gone already.
            let _ = std::fs::remove_dir(folder);
        }
        Ok(())
    }

    pub fn remove_folder(&self, folder: &str) -> Result<(), StoreError> {
        Ok(unless_missing(std::fs::remove_dir_all(self.root.join(folder)))?)
    }
}

fn unless_missing(done: std::io::Result<()>) -> std::io::Result<()> {
    match done {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
