using Acsa.Fuzz;

FuzzOptions options;
try
{
    options = FuzzOptions.Parse(args);
}
catch (Exception e) when (e is FormatException or OverflowException)
{
    Console.Error.WriteLine($"acsa-fuzz: {e.Message}\n{FuzzOptions.Usage}");
    return 2;
}

if (options.Slot is not null)
{
    Worker.Run(options, options.Lane);
    return 0;
}
if (options.Replay is not null || options.Minimise is not null) return Replay.Run(options, Console.Out);
return Coordinator.Run(options, Console.Out) ? 0 : 1;
