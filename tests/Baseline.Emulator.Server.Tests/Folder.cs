using Baseline.TestKit;
using Xunit;

namespace Baseline.Emulator.Server.Tests;

/// <summary>A folder of its own with the document and an example's estate.</summary>
internal sealed class Folder : IDisposable
{
    public Folder(string example = "conformity")
    {
        File.Copy(Repo.DocumentOf(example), At("baseline.yaml"));
        File.Copy(Repo.PathOf("examples", example, "estate.json"), At("estate.json"));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("baseline-server-").FullName;

    public string At(string name) => Path.Combine(Root, name);

    public string Read(string name) => File.ReadAllText(At(name));

    /// <summary>Replaces text in a file of the folder.</summary>
    public void Edit(string name, string before, string after)
    {
        var text = Read(name);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(At(name), text.Replace(before, after, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
