namespace Acsa.Measurement;

/// <summary>Expected mean grey level, linear in what is known of a person; a coefficient of 0 does not ask for its term.</summary>
/// <param name="Intercept">Grey levels, of a man of age 0, weight 0, height 0 and BMI 0.</param>
/// <param name="AgeYears">Grey levels a year.</param>
/// <param name="Female">Grey levels that women have more.</param>
/// <param name="WeightKg">Grey levels a kg.</param>
/// <param name="HeightCm">Grey levels a cm.</param>
/// <param name="Bmi">Grey levels a kg/m².</param>
public sealed record ReferenceEquation(double Intercept, double AgeYears, double Female, double WeightKg, double HeightCm, double Bmi)
{
    /// <summary>The expected value; null with the names of what is not known of the person.</summary>
    public double? Expect(Subject subject, out IReadOnlyList<string> missing)
    {
        var unknown = new List<string>();
        double sum = Intercept;
        Add(AgeYears, subject.AgeYears, "age");
        Add(Female, subject.IsFemale is { } female ? female ? 1 : 0 : null, "sex");
        Add(WeightKg, subject.WeightKg, "weight");
        Add(HeightCm, subject.HeightCm, "height");
        Add(Bmi, subject.Bmi, "weight or height");
        missing = unknown;
        return unknown.Count == 0 ? sum : null;

        void Add(double coefficient, double? value, string name)
        {
            if (coefficient == 0) return;
            if (value is null) unknown.Add(name);
            else sum += coefficient * value.Value;
        }
    }
}
