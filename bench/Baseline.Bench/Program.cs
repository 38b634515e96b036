#pragma warning disable RS0030 // The console of a process is its entry point's business.
using System.Globalization;
using Baseline.Bench;

if (args is ["requests", var file, var endpoint, var parallelism])
{
    Console.WriteLine(await PlainClient.RunAsync(file, endpoint, int.Parse(parallelism, CultureInfo.InvariantCulture)));
    return 0;
}

// Baseline.Bench (start|captured|live|apply) REPOSITORY TOOL [NATIVE-TOOL]: prints a table in Markdown.
if (args is not [var what, var repository, var managed, .. var more] || more.Length > 1)
{
    await Console.Error.WriteLineAsync("usage: Baseline.Bench start|captured|live|apply REPOSITORY TOOL [NATIVE-TOOL]");
    return 1;
}

var folder = Directory.CreateTempSubdirectory("baseline-bench-").FullName;
try
{
    (string, Tool)[] tools = [.. more.Select(native => ("native", new Tool(native, folder))), ("managed", new Tool(managed, folder))];
    var benchmarks = new Benchmarks(folder, tools, Console.Error);
    Console.Write(what switch
    {
        "start" => await benchmarks.StartAsync(Path.Combine(repository, "examples", "conformity")),
        "captured" => await benchmarks.CapturedAsync(),
        "live" => await benchmarks.LiveAsync(),
        "apply" => await benchmarks.ApplyAsync(),
        _ => throw new ArgumentException($"There is no benchmark \"{what}\"."),
    });
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
