using Xunit;

namespace Baseline.Cli.Tests.Files;

/// <summary>A folder with one file of every kind, each made by the tool where it makes such files.</summary>
public sealed class WrongFiles : IAsyncLifetime
{
    /// <summary>The folder.</summary>
    public Workspace Workspace { get; } = new();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        File.Copy(Workspace.At("estate.json"), Workspace.At("applied.json"));
        await Workspace.RunAsync(
            "plan", "--estate", "estate.json", "--out", "plan.json", "--format", "html=plan.html", "--format", "sarif=plan.sarif",
            "--format", "junit=plan.xml", "--format", "csv=plan.csv", "--format", "markdown=plan.md", "--format", "text=plan.txt");
        await Workspace.RunAsync("apply", "--emulator", "applied.json", "--auto-approve");
        File.Copy(Directory.GetFiles(Workspace.At(".baseline/runs")).Single(), Workspace.At("run.jsonl"));
        await KeepAsync("schema.json", "schema");
        await KeepAsync("role.json", "role", "plan");
        await KeepAsync("role.bicep", "role", "--format", "bicep");
        File.WriteAllText(Workspace.At("template.json"), """
            {
              "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "contentVersion": "1.0.0.0", "resources": []
            }
            """);
        File.WriteAllBytes(Workspace.At("plan.zip"), [0x50, 0x4B, 3, 4, 20, 0]);
        File.WriteAllText(Workspace.At("extending.yaml"), $"extends: estate.json\n{Workspace.Read("baseline.yaml")}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task KeepAsync(string file, params string[] command)
    {
        var ran = await Workspace.RunAsync(command);
        File.WriteAllText(Workspace.At(file), ran.Output);
    }
}
