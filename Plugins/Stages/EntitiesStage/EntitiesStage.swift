// EntitiesStage
