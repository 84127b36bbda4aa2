// FeedSource
