#pragma warning disable RS0030 // The console of a process is its entry point's business.
using System.Globalization;
using Baseline.Bench;

if (args is ["requests", var file, var endpoint, var parallelism])
{
    Console.WriteLine(await PlainClient.RunAsync(file, endpoint, int.Parse(parallelism, CultureInfo.InvariantCulture)));
    return 0;
}

// Prints a table in Markdown. REFERENCE is the reference client, built as the tool that is measured live.
if (args is not [var what, var repository, var reference, var managed, .. var more] || more.Length > 1)
{
    await Console.Error.WriteLineAsync(
        "usage: Baseline.Bench start|captured|logged|logs|live|unequal|pushed|wide|shards|apply REPOSITORY REFERENCE TOOL [NATIVE-TOOL]");
    return 1;
}

var runs = int.Parse(Environment.GetEnvironmentVariable("RUNS") ?? "5", CultureInfo.InvariantCulture);
var toolArguments = (Environment.GetEnvironmentVariable("TOOL_ARGUMENTS") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

var folder = Directory.CreateTempSubdirectory("baseline-bench-").FullName;
try
{
    (string, Tool)[] tools = [.. more.Select(native => ("native", new Tool(native, folder))), ("managed", new Tool(managed, folder))];
    var benchmarks = new Benchmarks(folder, tools, Console.Error);
    var yardstick = new Yardstick(folder, tools[0].Item2, new Tool(reference, folder), Console.Error)
    {
        Runs = runs,
        ToolArguments = toolArguments,
        Largest = int.Parse(Environment.GetEnvironmentVariable("LARGEST") ?? "10000", CultureInfo.InvariantCulture),
    };
    Console.Write(what switch
    {
        "start" => await benchmarks.StartAsync(Path.Combine(repository, "examples", "conformity")),
        "captured" => await benchmarks.CapturedAsync(),
        "logged" => await benchmarks.LoggedAsync(new GeneratedLogs(repository), runs),
        "logs" => await yardstick.LoggedAsync(new GeneratedLogs(repository)),
        "live" => await benchmarks.LiveAsync(),
        "unequal" => await yardstick.LimitedAsync(Conditions.Real),
        "pushed" => await yardstick.LimitedAsync(Conditions.Pushed),
        "wide" => await yardstick.WideAsync(),
        "shards" => await yardstick.ShardsAsync(yardstick.Largest, count: 8),
        "apply" => await benchmarks.ApplyAsync(),
        _ => throw new ArgumentException($"There is no benchmark \"{what}\"."),
    });
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
