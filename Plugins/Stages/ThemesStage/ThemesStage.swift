// ThemesStage
