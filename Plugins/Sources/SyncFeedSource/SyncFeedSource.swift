// SyncFeedSource
