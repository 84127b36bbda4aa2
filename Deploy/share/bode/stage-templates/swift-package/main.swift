import @Type@Stage

await @Type@Stage.main()
