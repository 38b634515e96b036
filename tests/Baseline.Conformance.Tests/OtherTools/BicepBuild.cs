using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Baseline.Cli.Formats.Bicep;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>Builds plans with the Bicep command line, all in one process, because it takes seconds to load its types.</summary>
internal sealed class BicepBuild : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("baseline-bicep-");
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    private BicepBuild()
    {
    }

    /// <summary>What Bicep said, warnings and errors.</summary>
    public string Said { get; private set; } = "";

    /// <summary>Builds plans.</summary>
    public static async Task<BicepBuild> RunAsync(IEnumerable<(string Name, Plan Plan)> plans, CancellationToken token)
    {
        var build = new BicepBuild();
        foreach (var (name, plan) in plans)
        {
            var folder = build._root.CreateSubdirectory($"plan{build._folders.Count + 1}").FullName;
            build._folders.Add(name, folder);
            foreach (var file in new BicepFormat().Files(AllPlans.View(plan)))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, file.Name), file.Content, token);
            }
        }

        await build.StartAsync(token);
        return build;
    }

    /// <summary>The template that a plan's main file became.</summary>
    public JsonElement Template(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folders[name], "main.json")));
        return document.RootElement.Clone();
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);

    private async Task StartAsync(CancellationToken token)
    {
        var program = typeof(BicepBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Bicep").Value ?? "";
        var start = new ProcessStartInfo(program.Replace('\\', '/'), ["build", "--no-restore", "--pattern", $"{_root.FullName}/**/main.bicep"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _root.FullName,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var output = process.StandardOutput.ReadToEndAsync(token);
        Said = await process.StandardError.ReadToEndAsync(token) + await output;
        await process.WaitForExitAsync(token);
    }
}
