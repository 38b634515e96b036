using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Baseline.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Baseline.Architecture.Tests;

/// <summary>
/// The projects of src, compiled from their sources once for all tests, one upon the other: so every symbol has the file that
/// declares it.
/// </summary>
public sealed class Product
{
    private static readonly string Sources = Repo.PathOf("src");

    /// <summary>The projects and what each is compiled against, in an order in which that is there.</summary>
    private static readonly (string Name, string[] References)[] Order =
    [
        ("Core", []),
        ("Arm", ["Core"]),
        ("Emulator", []),
        ("Emulator.Server", ["Emulator"]),
        ("Cli", ["Arm", "Core", "Emulator"]),
    ];

    // What the SDK adds to every project with ImplicitUsings.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.None);

    private readonly Dictionary<string, CSharpCompilation> _projects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CSharpCompilation> _planted = new(StringComparer.Ordinal);

    /// <summary>Compiles everything.</summary>
    public Product()
    {
        var packages = Packages();
        var generators = Generators();
        foreach (var (name, references) in Order)
        {
            var compilation = CSharpCompilation.Create(
                $"Baseline.{name}",
                [Parse("", ImplicitUsings), .. FilesOf(name).Select(file => Parse(file, File.ReadAllText(Path.Combine(Sources, file))))],
                [.. packages, .. references.Select(reference => _projects[reference].ToMetadataReference())],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            CSharpGeneratorDriver.Create(generators, parseOptions: Parsing)
                .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
            _projects.Add(name, (CSharpCompilation)generated);
        }
    }

    /// <summary>Their names without "Baseline.".</summary>
    public static IEnumerable<string> Names => Order.Select(project => project.Name);

    /// <summary>A project as it is.</summary>
    public CSharpCompilation this[string name] => _projects[name];

    /// <summary>A project with files in it that the repository doesn't have; compiled once, so they must be the same each time.</summary>
    /// <param name="name">The project.</param>
    /// <param name="files">The files, from the folder of the project, and what they say.</param>
    public CSharpCompilation With(string name, IEnumerable<(string File, string Text)> files) => _planted.GetOrAdd(
        name,
        _ => this[name].AddSyntaxTrees(files.Select(file => Parse($"Baseline.{name}/{file.File}", file.Text))));

    /// <summary>A file by itself, compiled against the framework.</summary>
    public CSharpCompilation Alone(string text) => CSharpCompilation.Create(
        "Alone",
        [Parse("", ImplicitUsings), Parse("Baseline.Alone/Alone.cs", text)],
        this["Core"].References,
        this["Core"].Options);

    /// <summary>A project's files, from the folder src, with slashes.</summary>
    public static IEnumerable<string> FilesOf(string name) => Directory
        .EnumerateFiles(Path.Combine(Sources, $"Baseline.{name}"), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Sources, path).Replace('\\', '/'))
        .Where(file => file.Split('/') is not [_, "bin" or "obj", ..])
        .Order(StringComparer.Ordinal);

    /// <summary>The files of a compilation that somebody wrote: from the folder src, like <c>Baseline.Core/Plans/Plan.cs</c>.</summary>
    public static IEnumerable<SyntaxTree> Written(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Where(IsWritten);

    /// <summary>Whether a file is one that somebody wrote, and not one that a generator made.</summary>
    public static bool IsWritten(SyntaxTree tree) =>
        tree.FilePath.StartsWith("Baseline.", StringComparison.Ordinal) && !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    private static SyntaxTree Parse(string file, string text) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Parsing, file);

    /// <summary>The framework and the packages, as they are at hand to the tests; not the projects themselves.</summary>
    private static List<MetadataReference> Packages()
    {
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return [.. trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => !Path.GetFileName(path).StartsWith("baseline", StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path))];
    }

    private static List<ISourceGenerator> Generators() => [.. typeof(Product).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(metadata => metadata.Key == "Generator")
        .SelectMany(metadata => new AnalyzerFileReference(metadata.Value ?? "", new Loader()).GetGenerators(LanguageNames.CSharp))];

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
