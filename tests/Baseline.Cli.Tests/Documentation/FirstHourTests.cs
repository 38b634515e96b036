using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Documentation;

/// <summary>
/// README, the first steps and the plans for other tools as somebody follows them: each console block as it is written, one after the other in one folder, in a
/// shell. What needs Azure or a build server stands in blocks of another kind.
/// </summary>
[Trait("Needs", "process")]
public sealed partial class FirstHourTests : IDisposable
{
    private const string FromClone = "dotnet run --project src/Baseline.Cli --";
    private readonly string _root = Directory.CreateTempSubdirectory("baseline-hour-").FullName;

    [Fact]
    public async Task In_a_clone_each_command_does_what_the_pages_say()
    {
        CopyExamples();
        foreach (var project in (string[])["Baseline.Cli", "Baseline.Emulator.Server"])
        {
            Directory.CreateDirectory(At("src", project));
            File.Copy(Repo.PathOf("src", project, $"{project}.csproj"), At("src", project, $"{project}.csproj"));
        }

        // Runs what the projects were built into, so that nothing is built here.
        await AddProgramAsync("dotnet", $"""
            [ "$1 $2 $4" = "run --project --" ] && [ -f "$3/$(basename "$3").csproj" ] || exit 97
            case $3 in
              src/Baseline.Cli) program='{BuiltIn("Baseline.Cli", "baseline")}' ;;
              *) program='{BuiltIn("Baseline.Emulator.Server", "baseline-emulator")}' ;;
            esac
            shift 4
            exec "$program" "$@"
            """);

        await FollowAsync(text => ToolAtStart().Replace(text, $"{FromClone} "));
    }

    [Fact]
    public async Task With_the_installed_tool_outside_a_clone_they_do_the_same()
    {
        Install();
        var captured = await RunAsync($"baseline snapshot --estate '{Repo.PathOf("examples", "fleet", "estate.json")}' --out captured.json");
        Assert.Equal(3, captured.Code);
        Assert.Contains("There is no baseline.yaml here, so every subscription that can be read is captured.", captured.Log, StringComparison.Ordinal);

        CopyExamples();
        await FollowAsync(text => text.Replace(FromClone, "baseline", StringComparison.Ordinal));
    }

    private async Task FollowAsync(Func<string, string> inThisPlace)
    {
        var pages = await Task.WhenAll(((string[])["README.md", "docs/getting-started.md", "docs/other-tools.md"])
            .Select(page => File.ReadAllTextAsync(Repo.PathOf(page.Split('/')), TestContext.Current.CancellationToken)));
        var blocks = pages.SelectMany(page => Blocks().Matches(page)).Select(block => inThisPlace(block.Groups["lines"].Value)).ToList();

        Assert.True(blocks.Count >= 7, $"{blocks.Count} blocks");
        var log = "";
        foreach (var block in blocks.Where(IsForHere))
        {
            if (block.Contains("cp my-estate.json rehearsal.json", StringComparison.Ordinal))
            {
                Assert.Contains("To unblock: add controls.Monitor-006.key", log, StringComparison.Ordinal);
                FillIn(At("my-baseline.yaml"));
            }

            var (code, printed) = await RunAsync(Checked(block));
            Assert.True(code == 0, printed);
            log = printed;
            if (block.Contains("rehearsal.json --detailed-exitcode", StringComparison.Ordinal))
            {
                Assert.EndsWith("No changes. The estate matches the baseline.\n", printed, StringComparison.Ordinal);
            }
        }

        Assert.All(["infra/main.bicep", "baseline.tf", "baseline.sh"], file => Assert.True(File.Exists(At(file)), file));
    }

    /// <summary>The emulator's server is a project of the clone, and no part of what is installed.</summary>
    private bool IsForHere(string block) =>
        Directory.Exists(At("src")) || !block.Contains("Baseline.Emulator.Server", StringComparison.Ordinal);

    /// <summary>The same lines, each with the exit code that it must have: 0, or what stands behind it.</summary>
    private static string Checked(string block)
    {
        var script = new StringBuilder("trap 'kill $(jobs -p) 2>/dev/null' EXIT\n");
        foreach (var line in block.TrimEnd('\n').Split('\n'))
        {
            var exits = Exits().Match(line) is { Success: true } said ? said.Groups["code"].Value : "0";
            script.Append(line).Append('\n');
            script.Append("code=$?; [ $code = ").Append(exits).Append(" ] || { echo \"exit code $code: \"")
                .Append('\'').Append(line.Replace("'", "'\\''", StringComparison.Ordinal)).Append("'; exit 98; }\n");
        }

        return script.ToString();
    }

    /// <summary>What somebody does who reads the comments that init left, and what the plan says of limits.</summary>
    private static void FillIn(string document)
    {
        const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers";
        const string Open = "/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers";
        var text = File.ReadAllText(document);
        foreach (var key in (string[])["key:", "  vault:", "  createVault:", "  name:", "  version:", "  create:", "identity:", "  id:", "irreversible:"])
        {
            Replace($"    # {key}", $"    {key}");
        }

        Replace("REGION", "eastus");
        Replace($"{Open}/Microsoft.KeyVault/vaults/NAME\n      createVault", $"{Group}/Microsoft.KeyVault/vaults/kv-logs\n      createVault");
        Replace("name: NAME", "name: log-key");
        Replace(
            $"{Open}/Microsoft.ManagedIdentity/userAssignedIdentities/NAME", $"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id-logs");
        Replace("maxChangedPercent: 30", "maxChangedPercent: 100");
        File.WriteAllText(document, text);

        void Replace(string before, string after)
        {
            Assert.Contains(before, text, StringComparison.Ordinal);
            text = text.Replace(before, after, StringComparison.Ordinal);
        }
    }

    private string At(params string[] parts) => Path.Combine([_root, "folder", .. parts]);

    private void CopyExamples()
    {
        Directory.CreateDirectory(At());
        File.Copy(Repo.PathOf("baseline.yaml"), At("baseline.yaml"));
        foreach (var example in (string[])["conformity", "fleet"])
        {
            Directory.CreateDirectory(At("examples", example));
            File.Copy(Repo.PathOf("examples", example, "estate.json"), At("examples", example, "estate.json"));
        }
    }

    /// <summary>Puts what was built on the PATH, away from the repository.</summary>
    private void Install()
    {
        Directory.CreateDirectory(At());
        var from = Path.GetDirectoryName(BuiltIn("Baseline.Cli", "baseline"))!;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is not (".xml" or ".pdb")))
        {
            var to = Path.Combine(_root, "programs", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private async Task AddProgramAsync(string name, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "programs")).FullName, name);
        await File.WriteAllTextAsync(path, $"#!/usr/bin/env bash\n{text}\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A program beside the tests: built from the same sources, in the same configuration.</summary>
    private static string BuiltIn(string project, string program)
    {
        var own = Path.GetRelativePath(Repo.PathOf("tests", "Baseline.Cli.Tests"), AppContext.BaseDirectory);
        return Repo.PathOf("src", project, own, program);
    }

    private async Task<(int Code, string Log)> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = At(),
            RedirectStandardOutput = true,
            ArgumentList = { "-c", $"exec 2>&1\n{script}" },
            Environment =
            {
                ["PATH"] = $"{Path.Combine(_root, "programs")}:/usr/bin:/bin",
                ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
                ["NO_COLOR"] = "1",
                // No process runs for long enough that measuring its code would pay.
                ["DOTNET_TieredPGO"] = "0",
            },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash could not be started.");
        var log = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, log);
    }

    [GeneratedRegex("```console\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("# exits (?<code>[0-9]+)$")]
    private static partial Regex Exits();

    [GeneratedRegex("^baseline ", RegexOptions.Multiline)]
    private static partial Regex ToolAtStart();

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
