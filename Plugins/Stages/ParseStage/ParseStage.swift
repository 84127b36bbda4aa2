// ParseStage
