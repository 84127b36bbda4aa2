// WebhookSink
