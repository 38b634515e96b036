using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Baseline.Mutation.Compiling;

/// <summary>Baseline.Core as its own build compiles it: same sources, references and options, generated sources included.</summary>
internal static class CoreSources
{
    /// <summary>Asks MSBuild for the compiler's arguments, and makes a compilation of them.</summary>
    /// <param name="repository">The repository's folder.</param>
    public static CSharpCompilation Load(string repository)
    {
        var folder = Path.Combine(repository, "src", "Baseline.Core");
        var arguments = CSharpCommandLineParser.Default.Parse(CompilerArguments(folder), folder, sdkDirectory: null);
        var options = arguments.ParseOptions.WithDocumentationMode(DocumentationMode.None);
        var compilation = CSharpCompilation.Create(
            "Baseline.Core",
            arguments.SourceFiles.Select(file => CSharpSyntaxTree.ParseText(
                SourceText.From(File.ReadAllText(file.Path), System.Text.Encoding.UTF8), options, file.Path)),
            arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(Path.Combine(folder, reference.Reference))),
            arguments.CompilationOptions
                .WithGeneralDiagnosticOption(ReportDiagnostic.Default)
                .WithOptimizationLevel(OptimizationLevel.Release));
        CSharpGeneratorDriver.Create(GeneratorsOf(arguments, folder), parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return (CSharpCompilation)generated;
    }

    private static List<string> CompilerArguments(string folder)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "msbuild", "Baseline.Core.csproj", "-t:Compile", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
                "-p:BuildProjectReferences=false", "-getItem:CscCommandLineArgs",
                "-p:NonExistentFile=none/none", // an output that is never there: else nothing is said of what is up to date
            },
        };
        using var msbuild = Process.Start(start) ?? throw new InvalidOperationException("dotnet can't be started.");
        var said = msbuild.StandardOutput.ReadToEnd();
        msbuild.WaitForExit();
        if (msbuild.ExitCode != 0)
        {
            throw new InvalidOperationException($"MSBuild does not say how Baseline.Core is compiled: {said}");
        }

        using var items = JsonDocument.Parse(said);
        return [.. items.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString() ?? "")];
    }

    /// <summary>The generators of the framework: regular expressions and JSON.</summary>
    private static IEnumerable<ISourceGenerator> GeneratorsOf(CSharpCommandLineArguments arguments, string folder) => arguments
        .AnalyzerReferences.Select(reference => Path.Combine(folder, reference.FilePath))
        .Where(path => Path.GetFileName(path).StartsWith("System.Text.", StringComparison.Ordinal))
        .Select(path => new AnalyzerFileReference(path, new Loader()))
        .SelectMany(reference => reference.GetGenerators(LanguageNames.CSharp));

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
