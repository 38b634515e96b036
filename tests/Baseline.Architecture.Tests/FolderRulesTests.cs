using Baseline.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

[assembly: AssemblyFixture(typeof(Baseline.Architecture.Tests.Product))]

namespace Baseline.Architecture.Tests;

public sealed class FolderRulesTests(Product product)
{
    private static readonly FolderTable Table =
        FolderTable.Parse(File.ReadAllText(Repo.PathOf("tests", "Baseline.Architecture.Tests", "folders.txt")));

    public static TheoryData<string> Projects => [.. Product.Names];

    /// <summary>What must be noticed: a project, a file that it doesn't have, what it says, and what the complaint is.</summary>
    public static TheoryData<string, string, string, string> Violations => new()
    {
        {
            "Core", "Rogue/Rogue.cs",
            "using Baseline.Plans; namespace Baseline.Rogue; internal static class Rogue { public static string Of() => nameof(Planner); }",
            "Baseline.Core/Rogue/Rogue.cs lies in a folder that folders.txt doesn't have."
        },
        {
            "Cli", "Rogue/Deeper/Rogue.cs",
            "namespace Baseline.Cli.Rogue.Deeper; internal static class Rogue;",
            "Baseline.Cli/Rogue/Deeper/Rogue.cs lies in a folder that folders.txt doesn't have."
        },
        {
            "Core", "Diagnostics/Rogue.cs",
            "namespace Baseline.Diagnostics;\ninternal static class Rogue { public static string Of() => nameof(Baseline.Plans.Planner); }",
            "Baseline.Core/Diagnostics/Rogue.cs:2 uses Baseline.Plans.Planner, but Core/Diagnostics may not use Core/Plans"
        },
        {
            "Core", "Diagnostics/Relative.cs",
            "namespace Baseline.Diagnostics;\ninternal static class Relative { public static string Of() => nameof(Roles.LeastPrivilege); }",
            "Baseline.Core/Diagnostics/Relative.cs:2 uses Baseline.Roles.LeastPrivilege, but Core/Diagnostics may not use Core/Roles"
        },
        {
            "Core", "Json/Alias.cs",
            "using Other = Baseline.Plans.Plan;\nnamespace Baseline.Json;\ninternal static class Alias { public static object? Of(Other? one) => one; }",
            "Baseline.Core/Json/Alias.cs:1 uses Baseline.Plans.Plan, but Core/Json may not use Core/Plans"
        },
        {
            "Core", "Roles/Unnamed.cs",
            """
            namespace Baseline.Roles;
            internal static class Unnamed
            {
                public static int Of(Baseline.Documents.BaselineDocument document) { var exemptions = document.Exemptions; return exemptions.Count; }
                public static int Of(System.Func<Baseline.Controls.ControlContext> make) { var all = make().Estate; return all.GetHashCode(); }
            }
            """,
            "Baseline.Core/Roles/Unnamed.cs:5 uses Baseline.Estates.Estate, but Core/Roles may not use Core/Estates"
        },
        {
            "Core", "Controls/Argument.cs",
            "namespace Baseline.Controls;\ninternal static class Argument { public static System.Collections.Generic.List<Baseline.Plans.Change[]>? Of() => null; }",
            "Baseline.Core/Controls/Argument.cs:2 uses Baseline.Plans.Change, but Core/Controls may not use Core/Plans"
        },
        {
            "Cli", "Formats/Html/Rogue.cs",
            "namespace Baseline.Cli.Formats.Html;\ninternal static class Rogue { public static object? Of(Commands.CommandContext? one) => one; }",
            "Baseline.Cli/Formats/Html/Rogue.cs:2 uses Baseline.Cli.Commands.CommandContext, but Cli/Formats/* may not use Cli/Commands"
        },
        {
            "Cli", "Output/Rogue.cs",
            "namespace Baseline.Cli.Output;\ninternal static class Rogue { public static object? Of(Formats.PlanView? one) => one; }",
            "Baseline.Cli/Output/Rogue.cs:2 uses Baseline.Cli.Formats.PlanView, but Cli/Output may not use Cli/Formats"
        },
        {
            "Cli", "Commands/Apply/Rogue.cs",
            "namespace Baseline.Cli.Commands.Apply;\ninternal static class Rogue { public static object? Of(Undo.UndoCommand? one) => one; }",
            "Baseline.Cli/Commands/Apply/Rogue.cs:2 uses Baseline.Cli.Commands.Undo.UndoCommand, but Cli/Commands/* may not use Cli/Commands/Undo"
        },
        {
            "Arm", "Client/Rogue.cs",
            "namespace Baseline.Arm.Client;\ninternal static class Rogue { public static string Of() => nameof(Baseline.Plans.Planner); }",
            "Baseline.Arm/Client/Rogue.cs:2 uses Baseline.Plans.Planner, but Arm/Client may not use Core/Plans"
        },
        {
            "Emulator", "Store/Rogue.cs",
            "namespace Baseline.Emulator.Store;\ninternal static class Rogue { public static object? Of(Faults.FaultOptions? one) => one; }",
            "Baseline.Emulator/Store/Rogue.cs:2 uses Baseline.Emulator.Faults.FaultOptions, but Emulator/Store may not use Emulator/Faults"
        },
        {
            "Emulator", "Store/Unknown.cs",
            "namespace Baseline.Emulator.Store;\ninternal static class Unknown { public static object Of() => Controls.Thing.Make(); }",
            "Baseline.Emulator/Store/Unknown.cs:2 uses Controls.Thing.Make(), which nothing declares."
        },
        {
            "Emulator.Server", "SignIn/Rogue.cs",
            "namespace Baseline.Emulator.Server.SignIn;\ninternal static class Rogue { public static object? Of(Emulator.Faults.FaultOptions? one) => one; }",
            "Baseline.Emulator.Server/SignIn/Rogue.cs:2 uses Baseline.Emulator.Faults.FaultOptions, but Emulator.Server/SignIn may not use Emulator/Faults"
        },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_only_the_folders_that_it_may(string project)
    {
        var complaints = ComplaintsAbout(Table, product[project], [.. Product.Written(product[project])]);

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    [Fact]
    public void A_folder_that_is_gone_is_not_in_the_table_any_more() => Assert.Empty(Missing(Table));

    [Theory]
    [InlineData("Core")]
    [InlineData("Cli")]
    public void A_folder_of_a_layered_project_uses_only_folders_above_it_in_the_table(string project)
    {
        var order = Table.Folders.Where(IsOfProject).ToList();

        Assert.All(order, folder => Assert.Empty(Table.AllowedTo(folder).Where(IsOfProject).Except(order[..order.IndexOf(folder)])));

        bool IsOfProject(string folder) => folder.StartsWith($"{project}/", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Violations))]
    public void A_violation_is_noticed(string project, string file, string text, string complaint)
    {
        var planted = product.With(
            project,
            Violations.Select(row => row.Data).Where(row => row.Item1 == project).Select(row => (row.Item2, row.Item3)));
        var tree = planted.SyntaxTrees.Single(tree => tree.FilePath == $"Baseline.{project}/{file}");

        Assert.Equal(text, tree.ToString());
        Assert.Contains(complaint, ComplaintsAbout(Table, planted, [tree]));
    }

    [Fact]
    public void Folders_of_the_same_kind_don_t_use_each_other_but_the_list_of_them_does()
    {
        var table = FolderTable.Parse("""
            # Each control by itself; one file lists them.
            Core/Shared:
            Core/Kinds: Shared
            Core/Kinds/*: Shared Kinds
            Core/Kinds/List.cs: Kinds Kinds/*
            """);
        var one = (Place("Kinds/One/Deep/A.cs"), Place("Kinds/Two/B.cs"), Place("Kinds/List.cs"), Place("Kinds/Base.cs"));

        Assert.Equal("Core/Kinds/One", one.Item1.Folder);
        Assert.False(table.Allows(one.Item1, one.Item2));
        Assert.True(table.Allows(one.Item1, one.Item4));
        Assert.True(table.Allows(one.Item3, one.Item1));
        Assert.False(table.Allows(one.Item4, one.Item1));
        Assert.False(table.Allows(one.Item1, one.Item3));
        Assert.Null(table.PlaceOf("Baseline.Core/Other/C.cs"));
        Assert.Null(table.PlaceOf("Baseline.Core/C.cs"));

        (string Line, string Folder) Place(string file) => table.PlaceOf($"Baseline.Core/{file}") ?? default;
    }

    [Fact]
    public void A_line_about_a_folder_that_is_not_there_is_noticed() => Assert.Equal(
        ["Core/Gone is in folders.txt, but no file is under it.", "Core/Nowhere is allowed to Core/Plans, but has no line of its own."],
        Missing(FolderTable.Parse("Core/Plans: Nowhere\nCore/Gone:")));

    private static IEnumerable<string> Missing(FolderTable table)
    {
        var used = Product.Names.SelectMany(Product.FilesOf).Select(file => table.PlaceOf(file)?.Line).ToHashSet();
        return table.Folders.Where(folder => !used.Contains(folder)).Select(folder => $"{folder} is in folders.txt, but no file is under it.")
            .Concat(table.Folders.SelectMany(folder => table.AllowedTo(folder)
                .Where(allowed => !table.Folders.Contains(allowed))
                .Select(allowed => $"{allowed} is allowed to {folder}, but has no line of its own.")));
    }

    private static List<string> ComplaintsAbout(FolderTable table, CSharpCompilation compilation, IReadOnlyList<SyntaxTree> files) =>
        [.. files.AsParallel().AsOrdered().SelectMany(file => ComplaintsAbout(table, compilation, file))];

    private static IEnumerable<string> ComplaintsAbout(FolderTable table, CSharpCompilation compilation, SyntaxTree file)
    {
        if (table.PlaceOf(file.FilePath) is not { } from)
        {
            yield return $"{file.FilePath} lies in a folder that folders.txt doesn't have.";
            yield break;
        }

        foreach (var use in Use.In(compilation, file))
        {
            if (use.To is null)
            {
                yield return $"{use.From}:{use.Line} uses {use.Type}, which nothing declares.";
            }
            else if (table.PlaceOf(use.To) is { } to && !table.Allows(from, to))
            {
                yield return $"{use.From}:{use.Line} uses {use.Type}, but {from.Line} may not use {to.Folder}";
            }
        }
    }
}
