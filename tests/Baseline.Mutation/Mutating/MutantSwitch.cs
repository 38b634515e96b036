using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Baseline.Mutation.Mutating;

/// <summary>
/// The class that is compiled into the product beside its mutants: all of them lie in one assembly, and a number says which
/// one is on. Asking for a mutant also notes that it was reached.
/// </summary>
internal static class MutantSwitch
{
    /// <summary>The class's full name.</summary>
    public const string TypeName = "Baseline.Mutants";

    /// <summary>The source of the class.</summary>
    /// <param name="count">The highest number of a mutant.</param>
    public static string Source(int count) => string.Create(CultureInfo.InvariantCulture, $$"""
        namespace Baseline;
        public static class Mutants
        {
            public static int Active;
            public static readonly byte[] Reached = new byte[{{count + 1}}];
            public static bool Is(int id)
            {
                Reached[id] = 1;
                return id == Active;
            }
        }
        """);

    /// <summary>The question whether a mutant is on.</summary>
    public static ExpressionSyntax IsOn(int id) =>
        SyntaxFactory.ParseExpression(string.Create(CultureInfo.InvariantCulture, $"global::{TypeName}.Is({id})"));
}
