using Acsa.Benchmarks;

return await BenchCommand.RunAsync(args);
