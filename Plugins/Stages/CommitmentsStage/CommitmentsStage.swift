// CommitmentsStage
