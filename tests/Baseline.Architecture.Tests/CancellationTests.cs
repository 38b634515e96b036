using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Baseline.Architecture.Tests;

/// <summary>
/// What can take long can be cancelled: every method whose result is awaited has a token. It is a parameter, or comes with one
/// (a request has one), or belongs to the object, or to the method around a local function.
/// </summary>
public sealed class CancellationTests(Product product)
{
    /// <summary>Methods that have none, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["Baseline.Cli.Program.Main"] = "It makes the token.",
        ["Baseline.Emulator.Server.Program.Main"] = "System.CommandLine makes the token.",
        ["Baseline.Cli.BaselineApp.GuardedAsync"] = "What it runs was given the token.",
        ["Baseline.Cli.Commands.Outputs.OutputsWriter.AfterAsync"] = "What it runs was given the token.",
        ["Baseline.Cli.Program.EndAsync"] = "It begins where the token was cancelled, and ends the process that does not end by itself.",
        ["Baseline.Applying.ChangeApplier.WriteAsync"] = "A write that was sent is seen through to its end.",
        ["Baseline.Applying.ChangeApplier.VerifyAsync"] = "A write that was sent is seen through to its end.",
        ["Baseline.Applying.ReadBack.WaitAsync"] = "A write that was sent is seen through to its end.",
        ["Baseline.Applying.ReadBack.DelayAsync"] = "A write that was sent is seen through to its end.",
        ["Baseline.Arm.Reading.GraphInventory.VaultsOfAsync"] = "It waits for a question that was asked with the token.",
    };

    [Fact]
    public void What_is_awaited_can_be_cancelled()
    {
        var without = Product.Names.SelectMany(name => WithoutToken(product[name])).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(
            Exceptions.Keys.Order(StringComparer.Ordinal).SequenceEqual(without),
            $"Without a token, and not known to be: {string.Join(", ", without.Except(Exceptions.Keys))}. "
            + $"Known to be without, and gone: {string.Join(", ", Exceptions.Keys.Except(without))}.");
    }

    [Theory]
    [InlineData("class C { Task RunAsync() => Task.CompletedTask; }", "C.RunAsync")]
    [InlineData("class C { async Task<int> RunAsync(int count) { await Task.Yield(); return count; } }", "C.RunAsync")]
    [InlineData("class C { ValueTask RunAsync() => default; }", "C.RunAsync")]
    [InlineData("class C { async IAsyncEnumerable<int> RunAsync() { await Task.Yield(); yield return 1; } }", "C.RunAsync")]
    [InlineData("interface I { Task RunAsync(string name); }", "I.RunAsync")]
    [InlineData("class C { void Run() { async Task Inner() => await Task.Yield(); } }", "C.Run.Inner")]
    [InlineData("class C { class D(CancellationToken token); Task RunAsync() => Task.CompletedTask; }", "C.RunAsync")]
    [InlineData("class C { static Task RunAsync() => Task.CompletedTask; CancellationToken token; }", "C.RunAsync")]
    public void A_method_without_a_token_is_noticed(string text, string method) => Assert.Equal([method], WithoutToken(product.Alone(text)));

    [Theory]
    [InlineData("class C { int Run() => 1; }")]
    [InlineData("class C { Task RunAsync(CancellationToken token) => Task.CompletedTask; }")]
    [InlineData("class C { void Run(CancellationToken token) { async Task Inner() => await Task.Delay(1, token); } }")]
    [InlineData("class C(CancellationToken token) { Task RunAsync() => Task.Delay(1, token); }")]
    [InlineData("class C { readonly CancellationToken token; Task RunAsync() => Task.Delay(1, token); }")]
    [InlineData("class Call { public CancellationToken Aborted; } class C { Task RunAsync(Call call) => Task.Delay(1, call.Aborted); }")]
    [InlineData("class C : IAsyncDisposable { public ValueTask DisposeAsync() => default; }")]
    public void A_method_that_has_one_is_not(string text) => Assert.Empty(WithoutToken(product.Alone(text)));

    private static IEnumerable<string> WithoutToken(CSharpCompilation compilation) =>
        from tree in Product.Written(compilation)
        let model = compilation.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes().Where(node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax)
        let method = (IMethodSymbol?)model.GetDeclaredSymbol(node)
        where method is not null && IsAwaited(method.ReturnType) && !IsGiven(method) && !HasToken(method)
        select NameOf(method);

    private static bool IsAwaited(ITypeSymbol type) => type.Name is "Task" or "ValueTask" or "IAsyncEnumerable";

    private static bool HasToken(IMethodSymbol method) =>
        method.Parameters.Any(parameter => IsToken(parameter.Type) || TypesOfStateIn(parameter.Type).Any(IsToken))
        || (!method.IsStatic && (TypesOfStateIn(method.ContainingType).Any(IsToken) || TypesMadeFrom(method.ContainingType).Any(IsToken)))
        || (method.ContainingSymbol is IMethodSymbol around && HasToken(around));

    private static IEnumerable<ITypeSymbol> TypesOfStateIn(ITypeSymbol type) => type.GetMembers()
        .Select(member => member is IFieldSymbol field ? field.Type : (member as IPropertySymbol)?.Type)
        .OfType<ITypeSymbol>();

    /// <summary>The parameters of the class itself, which its methods can use without a field.</summary>
    private static IEnumerable<ITypeSymbol> TypesMadeFrom(INamedTypeSymbol type) => type.InstanceConstructors
        .Where(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax))
        .SelectMany(constructor => constructor.Parameters, (_, parameter) => parameter.Type);

    private static bool IsToken(ITypeSymbol type) => type.Name == nameof(CancellationToken);

    /// <summary>Whether somebody else's base class or interface says what the method takes.</summary>
    private static bool IsGiven(IMethodSymbol method) => method.IsOverride || method.ContainingType.AllInterfaces
        .Where(type => type.DeclaringSyntaxReferences.IsEmpty)
        .SelectMany(type => type.GetMembers())
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    private static string NameOf(ISymbol method) => method.ContainingSymbol is IMethodSymbol around
        ? $"{NameOf(around)}.{method.Name}"
        : $"{method.ContainingType.ToDisplayString()}.{method.Name}";
}
