using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Baseline.Architecture.Tests;

/// <summary>
/// What no code foresaw ends a program in one place, as a message. A clause that takes every exception and throws it on again
/// only tidies up, and is no such place.
/// </summary>
public sealed class CatchAllTests(Product product)
{
    /// <summary>The places, from src: one for each program at most, and none in what programs are made of.</summary>
    private static readonly string[] Allowed = ["Baseline.Cli/BaselineApp.cs"];

    [Fact]
    public void What_nobody_foresaw_is_caught_in_one_place() =>
        Assert.Equal(Allowed, Product.Names.SelectMany(name => Product.Written(product[name])).SelectMany(CatchAlls));

    [Theory]
    [InlineData("catch { }", true)]
    [InlineData("catch (Exception) { return; }", true)]
    [InlineData("catch (System.Exception exception) { Tell(exception); }", true)]
    [InlineData("catch { if (Late()) { throw; } }", true)]
    [InlineData("catch { throw new InvalidOperationException(); }", true)]
    [InlineData("catch (Exception) when (true) { }", true)]
    [InlineData("catch { Tidy(); throw; }", false)]
    [InlineData("catch (IOException) { }", false)]
    [InlineData("catch (Exception exception) when (true) { }", true)]
    [InlineData("catch (Exception exception) when (!stopping) { }", true)]
    [InlineData("catch (Exception exception) when (exception is IOException or FormatException) { }", false)]
    [InlineData("catch (Exception exception) when (IsLoss(exception, token)) { }", false)]
    public void A_catch_all_is_noticed(string clause, bool noticed)
    {
        var tree = CSharpSyntaxTree.ParseText(
            $"class C {{ void M() {{ try {{ }} {clause} }} }}", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(noticed, CatchAlls(tree).Any());
    }

    private static IEnumerable<string> CatchAlls(SyntaxTree file) => file.GetRoot()
        .DescendantNodes()
        .OfType<CatchClauseSyntax>()
        .Where(clause => clause.Declaration is null || clause.Declaration.Type.ToString() is "Exception" or "System.Exception")
        .Where(clause => !Chooses(clause))
        .Where(clause => clause.Block.Statements.LastOrDefault() is not ThrowStatementSyntax { Expression: null })
        .Select(_ => file.FilePath);

    /// <summary>Whether a clause looks at what was thrown before it takes it.</summary>
    private static bool Chooses(CatchClauseSyntax clause) => clause.Filter is { } filter
        && filter.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == clause.Declaration?.Identifier.ValueText);
}
