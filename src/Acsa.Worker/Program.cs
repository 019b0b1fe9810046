using Acsa.Worker.Commands;

return await CommandLine.RunAsync(args);
