// FolderSource
